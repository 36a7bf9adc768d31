package huibao

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Digest is the SHA-256 (hex) of a value's JSON. The value is plain data, which always
// marshals.
func Digest(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic("huibao: plain data always marshals: " + err.Error())
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
