// Package intaketest turns real orders into files that station/intake reads, for
// tests. It is no part of the product.
package intaketest

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// Header is the first row that Olist writes, in the names of the csv format.
var Header = []string{
	"order_id", "placed_at", "ship_by", "name", "street", "city", "region",
	"postal_code", "country", "currency", "sku", "price",
}

// Olist writes the orders and order items of the Olist data set as one CSV file
// of orders:
//
//	order_id      order_id
//	placed_at     purchase_at
//	ship_by       the earliest shipping_limit_at of the order
//	name, street  made up, the data set has none
//	city, region  customer_city, customer_state
//	postal_code   customer_zip_prefix and the three digits it lacks, as zeros
//	country       BR, currency BRL
//	sku, price    product_id, price_brl of each item, one row a unit
//
// An order without items becomes one row without a sku. The state of an order is
// not carried over: all of them are to be shipped once more.
func Olist(orders, items io.Reader, out io.Writer) error {
	units, err := unitsByOrder(items)
	if err != nil {
		return fmt.Errorf("order items: %w", err)
	}
	w := csv.NewWriter(out)
	if err := w.Write(Header); err != nil {
		return err
	}
	err = each(orders, func(o map[string]string) error {
		return w.WriteAll(rows(o, units[o["order_id"]]))
	})
	if err != nil {
		return fmt.Errorf("orders: %w", err)
	}
	return nil
}

func unitsByOrder(items io.Reader) (map[string][]map[string]string, error) {
	units := map[string][]map[string]string{}
	err := each(items, func(i map[string]string) error {
		units[i["order_id"]] = append(units[i["order_id"]], i)
		return nil
	})
	return units, err
}

func rows(o map[string]string, units []map[string]string) [][]string {
	head := []string{
		o["order_id"], o["purchase_at"], earliest(units), "Cliente " + o["order_id"][:8], "Rua sem nome 1",
		o["customer_city"], o["customer_state"], o["customer_zip_prefix"] + "-000", "BR", "BRL",
	}
	if len(units) == 0 {
		return [][]string{append(head, "", "")}
	}
	var all [][]string
	for _, u := range units {
		all = append(all, append(head[:len(head):len(head)], u["product_id"], u["price_brl"]))
	}
	return all
}

func earliest(units []map[string]string) string {
	first := ""
	for _, u := range units {
		if at := u["shipping_limit_at"]; first == "" || at < first {
			first = at
		}
	}
	return first
}

// each reads a CSV file, rows by column name.
func each(in io.Reader, do func(map[string]string) error) error {
	r := csv.NewReader(in)
	header, err := r.Read()
	if err != nil {
		return err
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		row := map[string]string{}
		for n, name := range header {
			row[name] = record[n]
		}
		if err := do(row); err != nil {
			return err
		}
	}
}
