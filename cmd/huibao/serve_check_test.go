package main

import (
	"crypto/x509"
	"strings"
	"testing"
	"time"

	"huibao"
)

// TestCertified: a certificate is told that is over, not yet begun, of another host or soon over.
func TestCertified(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2024, 6, n, 0, 0, 0, 0, huibao.China) }
	leaf := &x509.Certificate{NotBefore: day(2), NotAfter: day(62), DNSNames: []string{"huibao.test"}}
	for _, c := range []struct {
		origin      string
		now         time.Time
		state, says string
	}{
		{"https://huibao.test", day(2), checkGood, "有效到 2024-08-01"},
		{"", day(31), checkGood, "有效到 2024-08-01"},
		{"https://huibao.test:8443", day(33), checkNote, "2024-08-01 到期"},
		{"https://huibao.test", day(63), checkBad, "已过期"},
		{"https://huibao.test", day(1), checkBad, "才生效"},
		{"https://www.huibao.test", day(2), checkBad, "不是给 www.huibao.test 的（给：huibao.test）"},
	} {
		if state, says := certified(leaf, c.origin, c.now); state != c.state || !strings.Contains(says, c.says) {
			t.Errorf("%s on %s: %s %s, want %s %s", c.origin, c.now, state, says, c.state, c.says)
		}
	}
}
