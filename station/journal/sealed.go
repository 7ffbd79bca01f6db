package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
)

const sealFormat = 1

// putSealed writes v as JSON under a line that tells later whether it is still
// what was written.
func putSealed(d disk, path string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return put(d, path, append([]byte(seal(body)), body...))
}

// readSealed reads what putSealed wrote.
func readSealed(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	line, body, _ := bytes.Cut(b, []byte("\n"))
	if string(line)+"\n" != seal(body) {
		return errors.New(path + " is not what was written")
	}
	return json.Unmarshal(body, v)
}

func seal(body []byte) string {
	return fmt.Sprintf("packwright %d %08x %d\n", sealFormat, crc32.Checksum(body, castagnoli), len(body))
}
