package desk

import "testing"

// TestBoundFinds: what was asked for by its code is listed, however much else was found before it.
func TestBoundFinds(t *testing.T) {
	for _, c := range []struct{ found, exact, listed, more int }{{mostFound + 5, mostFound + 4, mostFound, 5}, {mostFound, 3, mostFound, 0}, {2, 1, 2, 0}} {
		s := &Search{List: make([]Found, c.found)}
		for i := range s.List {
			s.List[i].Edition = i
		}
		s.List[c.exact].exactly = true
		s.bound()
		if len(s.List) != c.listed || s.More != c.more || !s.List[0].exactly || s.List[0].Edition != c.exact || s.List[1].Edition != 0 {
			t.Errorf("%+v: %d listed, %d more, first %d", c, len(s.List), s.More, s.List[0].Edition)
		}
	}
}
