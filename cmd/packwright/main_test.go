package main

import (
	"testing"

	"github.com/packwright/packwright/station/store/storetest"
)

func TestMain(m *testing.M) {
	if runEmptyProgram() {
		return
	}
	storetest.Main(m)
}
