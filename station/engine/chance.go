package engine

import (
	"crypto/rand"
	"math/big"
	"strconv"
)

// twoDigits are 10 to 99, each as likely: the first digit is never one that a
// person leaves out.
func twoDigits() string {
	n, err := rand.Int(rand.Reader, big.NewInt(90))
	if err != nil {
		panic("the system gives no random numbers: " + err.Error()) // crypto/rand ends the program itself
	}
	return strconv.FormatInt(10+n.Int64(), 10)
}
