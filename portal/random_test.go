package portal

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"

	"huibao/act"
	"huibao/internal/thorough"
	"huibao/portal/desk"
	"huibao/samples"
)

// way is how far a unit's return has come, as portal.md says it: the version that counts,
// the one that was handed on, and who signed at each level.
type way struct {
	version, handed int
	level           int
	who             [5]string
}

var (
	wayKinds  = []act.Kind{"", act.Submit, act.Review, act.Sign, act.Receive}
	wayStages = []string{"", act.StageToReview, act.StageToSign, act.StageReported, act.StageReceived}
	wayRank   = map[string]int{"clerk": 1, "reviewer": 2, "signer": 3, "officer": 4, "director": 4}
)

// signs lets a person sign at a level what he sees; it reports whether that is taken.
func (m *way) signs(level int, who string) bool {
	switch {
	case wayRank[who] != level:
		return false
	case m.handed == m.version && m.level >= level:
		return true // it is signed already
	case level == 1:
		*m = way{version: m.version, handed: m.version, level: 1}
	case m.level != level-1 || m.handed != m.version:
		return false
	}
	m.level, m.who[level] = level, who
	return true
}

// back takes the last step back, or all of them from above.
func (m *way) back(who string, recall bool) bool {
	switch {
	case m.level == 0, recall && m.who[m.level] != who, !recall && wayRank[who] <= m.level && wayRank[who] < 4:
		return false
	case recall:
		m.level--
	default:
		m.level = 0
	}
	return true
}

// TestS16Random does random steps through HTTP, by right and wrong people, seen and unseen,
// with new versions in between: what the page of requirements allows is done, all else is
// refused and changes nothing; and so is everything after a lock. HUIBAO_MODEL is the number of seeds.
func TestS16Random(t *testing.T) {
	thorough.Need(t, "HUIBAO_THOROUGH", "HUIBAO_MODEL")
	seeds, steps := uint64(1), 40
	if n, err := strconv.ParseUint(os.Getenv("HUIBAO_MODEL"), 10, 32); err == nil {
		seeds, steps = n, 120
	}
	for seed := range seeds {
		h := newTeam(t)
		people := map[string]*browser{"clerk": h.clerk, "reviewer": h.reviewer, "signer": h.signer, "officer": h.officer, "director": h.director}
		names := []string{"clerk", "reviewer", "signer", "officer", "director"}
		r := rand.New(rand.NewPCG(seed, 5))
		m, done, old := way{version: 1}, []string{}, ""
		for i := range steps {
			now := h.matchNow()
			who := names[r.IntN(len(names))]
			if r.IntN(8) == 0 && m.version < 6 {
				must(t, h.handInAnother(100+i))
				h.judge()
				m.version++
				old = now
				done = append(done, "another version")
				continue
			}
			level := r.IntN(4) + 1
			if r.IntN(3) > 0 { // mostly what comes next, by who may
				level = min(m.level+1, 4)
				if m.handed != m.version {
					level = 1
				}
				who = names[level-1]
			}
			k, match := wayKinds[level], now
			ok := false
			switch x := r.IntN(10); {
			case x == 0 && old != "": // what is no more there was seen
				match = old
			case x < 3:
				k = act.Recall
				ok = m.back(who, true)
			case x == 3:
				k = act.SendBack
				ok = m.back(who, false)
			default:
				ok = m.signs(level, who)
			}
			got := people[who].post(h.signPath(), "do", string(k), "match", match, "why", "请再核对", "ok", "on")
			done = append(done, fmt.Sprint(who, " ", k, " ", got.status))
			if (got.status == http.StatusSeeOther) != ok || got.status >= 500 || h.stage() != wayStages[m.level] {
				t.Fatalf("seed %d: %d, %s; want %v, %s, after %s", seed, got.status, h.stage(), ok, wayStages[m.level], strings.Join(done, "; "))
			}
		}
		h.lock()
		head, stage, now := h.state().Head, h.stage(), h.matchNow()
		for i, k := range append(wayKinds[1:], act.Recall, act.SendBack) {
			for _, who := range names {
				got := people[who].post(h.signPath(), "do", string(k), "match", now, "why", "请再核对", "ok", "on")
				again := wayRank[who] == i+1 && m.handed == m.version && m.level > i // it is signed already
				if (got.status == http.StatusSeeOther) != again || got.status >= 500 || h.state().Head != head || h.stage() != stage {
					t.Fatalf("seed %d, locked: %s %s: %d, %s", seed, who, k, got.status, h.stage())
				}
			}
		}
		h.web() // the ledger verifies
	}
}

// matchNow is what a page of sign-off says that is seen.
func (h *house) matchNow() string {
	h.t.Helper()
	x, err := h.desk.SignOff(context.Background(), &desk.Person{Roles: []act.Held{{Role: act.Officer}}}, samples.Periods()[1].Period, h.mine)
	must(h.t, err)
	return x.Match
}
