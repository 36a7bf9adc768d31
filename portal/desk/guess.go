package desk

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"huibao/ledger"
)

// Bounds of guessing (S24): of an account and of an address five tries, then one a
// minute; never a lock that only a person can lift.
const (
	triesAtOnce  = 5
	addressTries = 200 // a whole office is one address behind its router
	maxGuessed   = 10000
)

// guesses are the tries of late, by account and by address, bounded in number.
type guesses struct {
	mu     sync.Mutex
	tries  map[string]*rate.Limiter
	oldest []string
	all    *ledger.Ledger // where all servers count together
}

func newGuesses() *guesses { return &guesses{tries: map[string]*rate.Limiter{}} }

// together takes one try of what all servers of a ledger have of the bounds, or says how long to
// wait. Where the ledger can't be asked this server's own count stands alone: nobody is shut out for it,
// and to sign in is an act of the same ledger.
func (g *guesses) together(now time.Time, bounds ...ledger.Bound) time.Duration {
	ctx, cancel := context.WithTimeout(context.Background(), askTime)
	defer cancel()
	wait, err := g.all.Guess(ctx, now, bounds...)
	if err != nil {
		return 0
	}
	return wait
}

func ofAccount(account string) ledger.Bound {
	return ledger.Bound{Key: "a " + clip(account), Burst: triesAtOnce, Every: time.Minute}
}

func ofAddress(address string) ledger.Bound {
	return ledger.Bound{Key: "b " + address, Burst: addressTries, Every: time.Second}
}

// wait takes one try of both, or says how long to wait.
func (g *guesses) wait(now time.Time, account, address string) time.Duration {
	return g.within(now, ofAccount(account), ofAddress(address))
}

// waitAddress is wait where no account is named yet.
func (g *guesses) waitAddress(now time.Time, address string) time.Duration {
	return g.within(now, ofAddress(address))
}

// within takes one try of each bound, here and of all servers, or says how long to wait.
func (g *guesses) within(now time.Time, bounds ...ledger.Bound) time.Duration {
	g.mu.Lock()
	var list []*rate.Limiter
	for _, b := range bounds {
		list = append(list, g.of(b.Key, b.Burst, b.Every))
	}
	wait := reserve(now, list...)
	g.mu.Unlock()
	if wait > 0 {
		return wait
	}
	return g.together(now, bounds...)
}

// reserve takes one try of each, or says how long to wait.
func reserve(now time.Time, list ...*rate.Limiter) time.Duration {
	var longest time.Duration
	for _, l := range list {
		r := l.ReserveN(now, 1)
		if d := r.DelayFrom(now); d > 0 {
			r.CancelAt(now)
			longest = max(longest, d)
		}
	}
	return longest
}

// take takes one of a bucket, or says how long to wait.
func (g *guesses) take(now time.Time, key string, burst int, every time.Duration) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := g.of(key, burst, every).ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// proved forgets the tries of an account whose password was right: its owner may take
// as many to think of a new one.
func (g *guesses) proved(account string) {
	key := ofAccount(account).Key
	g.mu.Lock()
	if g.tries[key] != nil {
		g.tries[key] = rate.NewLimiter(rate.Every(time.Minute), triesAtOnce)
	}
	g.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), askTime)
	defer cancel()
	_ = g.all.Guessed(ctx, key) // else the owner may have to wait
}

func (g *guesses) of(key string, burst int, every time.Duration) *rate.Limiter {
	if l, ok := g.tries[key]; ok {
		return l
	}
	if len(g.oldest) >= maxGuessed {
		delete(g.tries, g.oldest[0])
		g.oldest = g.oldest[1:]
	}
	l := rate.NewLimiter(rate.Every(every), burst)
	g.tries[key], g.oldest = l, append(g.oldest, key)
	return l
}
