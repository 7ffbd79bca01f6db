package station

import "testing"

func TestASerialNumberThatHasLeftIsNotCountedAgain(t *testing.T) {
	w := newWorld(t, onePass, order("1", lamps(2)))
	w.codes["01"+lamp+"21SN-1"] = Meaning{Kind: IsProduct, SKU: "LAMP", Shipped: true, OrderNo: "10001"}
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11")
	w.scan("01" + lamp + "21SN-1").says("WRONG Serial number SN-1 left with order 10001 already. Put it aside, take another.").packed(0)
	w.scan(lamp, "SN-1").says("WRONG Serial number SN-1 left with order 10001 already. Put it aside, take another.").packed(0)
	w.scan("SN-2").packed(1)
	w.scan("01" + lamp + "21SN-2").says("WRONG Serial number SN-2 is counted already. Scan another unit.").packed(1)
}

func TestScansWaitWhileASerialNumberIsChecked(t *testing.T) {
	w := newWorld(t, onePass, order("1", lamps(2)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11")
	w.hold = true
	w.scan("01"+lamp+"21SN-1", "01"+lamp+"21SN-2").packed(0)
	w.hold = false
	w.in(Resolved{Text: "01" + lamp + "21SN-1", Meaning: Meaning{Kind: IsProduct}})
	w.packed(2)
}

func TestWithoutTheDatabaseSerialNumbersAreTaken(t *testing.T) {
	w := newWorld(t, onePass, order("1", lamps(2)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11")
	w.away = true
	w.scan("01" + lamp + "21SN-1").packed(1)
	w.in(LinkChanged{What: Database, Cause: "cut"})
	w.scan("01" + lamp + "21SN-2").packed(2)
}
