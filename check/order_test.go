package check

import (
	"slices"
	"testing"
	"time"

	"huibao"
)

// TestCircularVersions hands in three returns of which each is later than another by what
// is known of both, in every order: none is taken for the last, and the office is asked.
func TestCircularVersions(t *testing.T) {
	day := time.Date(2024, 7, 3, 0, 0, 0, 0, huibao.China)
	made := func(path string, at time.Time, given bool, revision, filled int) huibao.Submission {
		return huibao.Submission{Path: path, SHA256: path, Unit: "C1", State: huibao.StateAccepted, Receipt: huibao.Receipt{Time: at, Given: given},
			Return: &huibao.Return{Unit: "C1", Revision: revision, SignOff: huibao.SignOff{Date: huibao.Date{Year: 2024, Month: 7, Day: filled}}}}
	}
	three := []huibao.Submission{made("a", day.Add(10*time.Hour), true, 0, 1), made("b", day.Add(9*time.Hour), true, 2, 1), made("c", day, false, 0, 2)}
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		var subs []huibao.Submission
		for n, i := range order {
			s := three[i]
			s.N = n + 1
			subs = append(subs, s)
		}
		subs = Supersede(subs, nil, nil)
		if slices.ContainsFunc(subs, func(s huibao.Submission) bool { return s.Counts() }) {
			var said []string
			for _, s := range subs {
				said = append(said, s.Path+" "+string(s.State)+" "+s.Why)
			}
			t.Errorf("handed in as %v: %q", order, said)
		}
	}
}

// TestPortalOrder: of a file in the folder, of which the day alone is known, and one of the
// same day by the portal, the folder's is the earlier where the ledger knew it when the
// portal took the other; where it turned up afterwards, nobody knows. Two by the portal
// stand in the order of their acts.
func TestPortalOrder(t *testing.T) {
	day := time.Date(2024, 7, 3, 0, 0, 0, 0, huibao.China)
	folder := func(n int) huibao.Submission {
		return huibao.Submission{N: n, Path: "folder", SHA256: "1", Unit: "C1", State: huibao.StateAccepted, Receipt: huibao.Receipt{Time: day}, Return: &huibao.Return{Unit: "C1"}}
	}
	portal := func(n int, at time.Duration) huibao.Submission {
		return huibao.Submission{N: n, Path: "portal" + at.String(), SHA256: at.String(), From: "C1", Unit: "C1", State: huibao.StateAccepted, Receipt: huibao.Receipt{Time: day.Add(at), Given: true},
			Return: &huibao.Return{Unit: "C1"}}
	}
	for name, c := range map[string]struct {
		subs   []huibao.Submission
		counts int // of the act that counts; 0 for none
	}{
		"known before":         {[]huibao.Submission{folder(1), portal(2, time.Hour)}, 2},
		"turned up afterwards": {[]huibao.Submission{portal(1, time.Hour), folder(2)}, 0},
		"two by the portal":    {[]huibao.Submission{portal(1, 2*time.Hour), portal(2, time.Hour)}, 2},
		"another day":          {[]huibao.Submission{portal(1, 30*time.Hour), folder(2)}, 1},
	} {
		counts := 0
		for _, s := range Supersede(c.subs, nil, nil) {
			if s.Counts() {
				counts = s.N
			}
		}
		if counts != c.counts {
			t.Errorf("%s: %d counts", name, counts)
		}
	}
}
