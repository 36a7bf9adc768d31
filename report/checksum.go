package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/statement"
)

// Checksum is the 数据校验码: the first 16 hex digits of the SHA-256 over the sorted
// SHA-256 of the period's submissions (unit, version, file hash, values, finding
// states). It does not depend on clocks, folders or the order of files.
func Checksum(c *statement.Consolidation) string {
	sums := make([][sha256.Size]byte, len(c.Submissions()))
	for i := range c.Submissions() {
		sums[i] = sha256.Sum256([]byte(checksumLine(&c.Submissions()[i])))
	}
	slices.SortFunc(sums, func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
	h := sha256.New()
	for _, sum := range sums {
		_, _ = h.Write(sum[:]) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

func checksumLine(s *huibao.Submission) string {
	var b strings.Builder
	write := func(texts ...string) {
		for _, text := range texts {
			b.WriteString(text)
		}
	}
	write(s.Unit, "|", strconv.Itoa(s.Version), "|", s.SHA256, "|", string(s.State))
	if s.Return != nil {
		for _, row := range s.Return.Glance() {
			for _, c := range huibao.Columns(row.Kind) {
				if v, ok := row.Values.Lookup(c.Field); ok {
					write("|", row.Code, ".", string(c.Field), "=", v.Quantity.String(), v.Word, v.Date.String())
				}
			}
		}
	}
	for _, f := range s.Findings {
		write("|", f.ID, ":", string(f.Status))
	}
	return b.String()
}
