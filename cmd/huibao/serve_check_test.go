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

// TestClockBesideDatabase: a clock that is not the database's is told, either way.
func TestClockBesideDatabase(t *testing.T) {
	for ahead, want := range map[time.Duration]string{0: "不早于台账最后一条", 29 * time.Second: "不早于台账最后一条", -29 * time.Second: "不早于台账最后一条",
		10 * time.Minute: "比数据库服务器的时钟快 10m0s：请先对时", -31 * time.Second: "比数据库服务器的时钟慢 31s：请先对时"} {
		k := &checking{now: time.Now}
		k.clock(nil, ahead)
		if len(k.list) != 1 || !strings.HasPrefix(k.list[0].Says, want) {
			t.Errorf("%s: %+v", ahead, k.list)
		}
	}
}
