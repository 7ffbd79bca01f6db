package zpl

import (
	"errors"
	"fmt"
	"strings"
)

// Element is one application identifier with its value, such as 00 with the
// 18 digits of a shipping container.
type Element struct{ AI, Value string }

// maxGS1 is the number of characters that GS1 allows in one symbol, identifiers
// and separators counted.
const maxGS1 = 48

// GS1 is the elements as a GS1-128 symbol, in the given order, with a
// separator behind each element of variable length that another follows. Put
// such an element last to keep the symbol short.
func GS1(elements ...Element) (Symbol, error) {
	data, err := elementString(elements)
	if err != nil {
		return Symbol{}, err
	}
	if n := len(data) - 1; n > maxGS1 {
		return Symbol{}, fmt.Errorf("barcode of %d characters: GS1 wants 1 to %d", n, maxGS1)
	}
	return symbol(data, false)
}

// elementString is the elements behind one another, with fnc1 in front and
// where a separator belongs.
func elementString(elements []Element) ([]byte, error) {
	if len(elements) == 0 {
		return nil, errors.New("barcode of no elements")
	}
	data := []byte{fnc1}
	for i, e := range elements {
		if err := e.check(); err != nil {
			return nil, fmt.Errorf("barcode of (%s): %w", e.AI, err)
		}
		data = append(data, e.AI+e.Value...)
		if fixed(e.AI) == 0 && i < len(elements)-1 {
			data = append(data, fnc1)
		}
	}
	return data, nil
}

// Readable is the elements as they stand below the bars for people, with the
// identifiers in brackets.
func Readable(elements ...Element) string {
	var b strings.Builder
	for _, e := range elements {
		b.WriteString("(" + e.AI + ")" + e.Value)
	}
	return b.String()
}

func (e Element) check() error {
	if len(e.AI) < 2 || len(e.AI) > 4 || strings.Trim(e.AI, "0123456789") != "" {
		return fmt.Errorf("identifier of %d characters: want 2 to 4 digits", len(e.AI))
	}
	if n := fixed(e.AI); n > 0 && len(e.AI)+len(e.Value) != n {
		return fmt.Errorf("%d characters: want %d", len(e.Value), n-len(e.AI))
	}
	if e.Value == "" {
		return fmt.Errorf("value is empty")
	}
	for _, r := range e.Value {
		if !inGS1(r) {
			return fmt.Errorf("%q is no character of GS1", r)
		}
	}
	return nil
}

// fixed is the length of an element, identifier and value, that ends by
// itself. Zero is one that needs a separator.
func fixed(ai string) int {
	switch ai[:2] {
	case "20":
		return 4
	case "11", "12", "13", "14", "15", "16", "17", "18", "19":
		return 8
	case "31", "32", "33", "34", "35", "36":
		return 10
	case "01", "02", "03", "41":
		return 16
	case "04":
		return 18
	case "00":
		return 20
	}
	return 0
}

// inGS1 is true of the 82 characters that values are made of.
func inGS1(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return true
	}
	return strings.ContainsRune(`!"%&'()*+,-./:;<=>?_`, r)
}
