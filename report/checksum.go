package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"huibao"
)

// Checksum is the 数据校验码: the first 16 hex digits of the SHA-256 over the
// period's sorted (unit, version, file hash, values, finding states). It does not
// depend on clocks, folders or the order of files.
func Checksum(c *huibao.Consolidation) string {
	var lines []string
	for i := range c.Submissions {
		lines = append(lines, checksumLine(&c.Submissions[i]))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])[:16]
}

func checksumLine(s *huibao.Submission) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s|%d|%s|%s", s.Unit, s.Version, s.SHA256, s.State)
	if s.Return != nil {
		for i := range s.Return.Rows {
			row := &s.Return.Rows[i]
			for _, f := range row.Fields() {
				v := row.Values[f]
				fmt.Fprintf(&b, "|%s.%s=%s%s%s", row.Code, f, v.Quantity, v.Word, v.Date)
			}
		}
	}
	for _, f := range s.Findings {
		fmt.Fprintf(&b, "|%s:%s", f.ID, f.Status)
	}
	return b.String()
}
