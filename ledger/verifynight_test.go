package ledger

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"huibao/internal/buckettest"
)

// TestVerifyNight: of many originals in a bucket a night reads a part, and within as many nights each
// is read once; one that is gone is missed every night, one that was changed in its own and from then on until it is right.
// Of few, and in a folder, all are read.
func TestVerifyNight(t *testing.T) {
	const many = 60
	server := buckettest.New(t)
	s := inServer(t, server)
	l := s.open(t)
	var list []Original
	for i := range many {
		o := keeps(t, l, fmt.Sprint("return ", i))
		list = append(list, o)
		appends(t, l, handIn(june, fmt.Sprintf("%d.xlsx", i), o))
	}
	night := func(day, whole int, wrong ...string) *Verified {
		t.Helper()
		v, err := l.verifyShare(context.Background(), nil, Night{day, wrong}, whole)
		must(t, err)
		if v.Originals != many {
			t.Errorf("day %d: %d originals", day, v.Originals)
		}
		return v
	}
	read := 0
	for day := 20000; day < 20000+nights; day++ {
		v := night(day, many-1)
		if read += v.Read; v.Read == many || len(v.Problems) > 0 {
			t.Errorf("day %d: %d read, %q", day, v.Read, v.Problems)
		}
	}
	if read != many || night(-1, many).Read != many {
		t.Errorf("%d were read", read)
	}
	s.write(t, list[0].SHA256, "changed")
	s.remove(t, list[1].SHA256)
	for day := range nights {
		got := strings.Join(night(day, 0).Problems, "\n")
		own := day == turnOf(list[0].SHA256)
		if !strings.Contains(got, list[1].SHA256+" 不见了") || strings.Contains(got, list[0].SHA256) != own {
			t.Errorf("day %d: %q, its own: %v", day, got, own)
		}
	}
	own := turnOf(list[0].SHA256)
	found := night(own, 0)
	if next := night(own+1, 0, found.Wrong...); !strings.Contains(strings.Join(next.Problems, "\n"), list[0].SHA256) || !slices.Contains(next.Wrong, list[0].SHA256) {
		t.Errorf("the night after: %q", next.Problems)
	}
	s.write(t, list[0].SHA256, "return 0")
	if next := night(own+2, 0, found.Wrong...); slices.Contains(next.Wrong, list[0].SHA256) {
		t.Errorf("it is right again, and: %q", next.Problems)
	}
	f := folderShelf(t)
	l = f.open(t)
	for i := range many {
		appends(t, l, handIn(june, fmt.Sprintf("%d.xlsx", i), keeps(t, l, fmt.Sprint("return ", i))))
	}
	if v := night(1, 0); v.Read != many {
		t.Errorf("%d of a folder's were read", v.Read)
	}
}
