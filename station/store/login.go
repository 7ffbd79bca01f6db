package store

import (
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
)

// Login is how the program of one station signs in to the database. The password
// is known to nobody else: the database keeps what proves it.
type Login struct {
	Name, Password string
}

const stationLoginSQL = `select station_login_v1($1, $2, $3, $4, $5 || '_' || $6, $7)`

const databaseNameSQL = `select current_database()`

// GiveLogin gives a station a login of its own, or the one it has another
// password. With it a program can do what that station can, and nothing else.
// Only the owner of the database can give one.
func (s *Store) GiveLogin(ctx context.Context, by Stamp, name string) (Login, error) {
	l := Login{Password: rand.Text()}
	proof, err := verifier(l.Password)
	if err != nil {
		return Login{}, fmt.Errorf("login of %s: %w", name, err)
	}
	var database string
	if err := s.call(ctx, readPatience, &database, databaseNameSQL); err != nil {
		return Login{}, fmt.Errorf("login of %s: %w", name, err)
	}
	err = s.call(ctx, deedPatience, &l.Name, stationLoginSQL, string(by.Warehouse), by.Key, by.By, name, plainName(database), plainName(name), proof)
	if err != nil {
		return Login{}, fmt.Errorf("login of %s: %w", name, err)
	}
	return l, nil
}

// plainName is a name in small letters, digits and underscores, at most 30.
func plainName(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(name))
	return plain[:min(len(plain), 30)]
}

// verifier is what PostgreSQL keeps of a password that signs in by SCRAM.
func verifier(password string) (string, error) {
	const rounds = 4096
	salt := make([]byte, 16)
	rand.Read(salt)
	salted, err := pbkdf2.Key(sha256.New, password, salt, rounds, sha256.Size)
	if err != nil {
		return "", err
	}
	stored := sha256.Sum256(keyed(salted, "Client Key"))
	encode := base64.StdEncoding.EncodeToString
	return fmt.Sprintf("SCRAM-SHA-256$%d:%s$%s:%s", rounds, encode(salt), encode(stored[:]), encode(keyed(salted, "Server Key"))), nil
}

func keyed(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

const endStationSQL = `select end_station_v1($1)`

// Shut shuts a station out, at once: none of its calls is done any more, its login
// is taken from it, and its connections, of which it answers the number, are ended.
func (s *Store) Shut(ctx context.Context, by Stamp, name string) (ended int, err error) {
	if _, err := s.Do(ctx, by, RevokeStation{Name: name}); err != nil {
		return 0, err
	}
	if err := s.call(ctx, deedPatience, &ended, endStationSQL, name); err != nil {
		return 0, fmt.Errorf("end the connections of %s: %w", name, err)
	}
	return ended, nil
}
