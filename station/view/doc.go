// Package view holds plain rows: what the store fills and the screens and
// reports show, and what an import hands to the store. It decides nothing,
// reads nothing and knows no SQL; text in it is untrusted until it has passed
// station/text.
package view
