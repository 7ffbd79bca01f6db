package store_test

import (
	"testing"

	"github.com/packwright/packwright/station/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func TestStore(t *testing.T) {
	storetest.Run(t, func(t testing.TB) storetest.Clocked { return storetest.OpenHouse(t) })
}
