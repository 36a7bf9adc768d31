package desk

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
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
}

func newGuesses() *guesses { return &guesses{tries: map[string]*rate.Limiter{}} }

// wait takes one try of both, or says how long to wait.
func (g *guesses) wait(now time.Time, account, address string) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return reserve(now, g.of("a "+clip(account), triesAtOnce, time.Minute), g.ofAddress(address))
}

// waitAddress is wait where no account is named yet.
func (g *guesses) waitAddress(now time.Time, address string) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return reserve(now, g.ofAddress(address))
}

func (g *guesses) ofAddress(address string) *rate.Limiter {
	return g.of("b "+address, addressTries, time.Second)
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
	g.mu.Lock()
	defer g.mu.Unlock()
	if key := "a " + clip(account); g.tries[key] != nil {
		g.tries[key] = rate.NewLimiter(rate.Every(time.Minute), triesAtOnce)
	}
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
