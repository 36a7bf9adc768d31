package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"

	"huibao"
	"huibao/act"
)

// Tx is one transaction under the ledger's lock: what it sees is as it stands, and
// what it appends is durable when Act returns nil, or nothing of it is.
type Tx struct {
	View
	tx     *sql.Tx
	actor  Actor
	head   Head
	states map[huibao.Period]*act.State
	added  []act.Act
	rowsOf map[string]bool                   // hashes that the rows put name
	here   func(named map[string]bool) error // refuses what is not kept any more; nil for what is only tried
}

// Act is the one door for changes. fn may append several acts; all are durable when
// Act returns nil, or none is. Originals that were kept are settled before; of those that could not
// be nothing is said by any act, and no other act is kept from anything.
func (l *Ledger) Act(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	if err := l.settle(ctx); err != nil && ctx.Err() != nil {
		return err
	}
	var t *Tx
	err := l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) (err error) {
			if t, err = l.begun(tx, actor); err != nil {
				return err
			}
			t.here = func(named map[string]bool) error { return l.kept(ctx, named) }
			if err := fn(t); err != nil {
				return err
			}
			return l.enqueue(ctx, t)
		})
	})
	if err == nil {
		l.store.acted(ctx, t.named())
		for _, a := range t.added {
			if l.heard != nil {
				l.heard(a)
			}
		}
	}
	return err
}

// OnAct has each act heard that this Ledger added, when it is durable; it is set before anybody acts.
func (l *Ledger) OnAct(hear func(act.Act)) { l.heard = hear }

// named are the hashes that the acts appended name, and the rows put.
func (t *Tx) named() map[string]bool {
	named := maps.Clone(t.rowsOf)
	if named == nil {
		named = map[string]bool{}
	}
	for _, a := range t.added {
		maps.Copy(named, namedBy(a))
	}
	return named
}

func namedBy(a act.Act) map[string]bool {
	named := map[string]bool{}
	for _, sha := range namesOf(a.Object, string(a.Doc)) {
		named[sha] = true
	}
	return named
}

// SweepOriginals takes away what was kept long ago and nothing names: a file whose act did not
// come, or was refused.
func (l *Ledger) SweepOriginals(ctx context.Context) error {
	return l.store.sweep(ctx, func(do func(*View) error) error { return l.View(ctx, do) }, func(do func(*View) error) error {
		return l.locked(ctx, func() error { return l.change(ctx, func(tx *sql.Tx) error { return do(l.view(tx)) }) })
	})
}

// errTried ends a transaction that was only tried.
var errTried = errors.New("tried")

// Try is Act of which nothing stays: what would come of it.
func (l *Ledger) Try(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	err := l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) error {
			t, err := l.begun(tx, actor)
			if err == nil {
				err = fn(t)
			}
			if err == nil {
				err = errTried
			}
			return err
		})
	})
	if errors.Is(err, errTried) {
		return nil
	}
	return err
}

func (l *Ledger) begun(tx *sql.Tx, actor Actor) (*Tx, error) {
	head, err := headOf(tx)
	return &Tx{View: *l.view(tx), tx: tx, actor: actor, head: head, states: map[huibao.Period]*act.State{}}, err
}

// change is a transaction on the folder's ledger. Where the database keeps acts apart, the ledger
// may have been moved while this one waited for its turn.
func (l *Ledger) change(ctx context.Context, do func(*sql.Tx) error) error {
	return l.transact(ctx, func(tx *sql.Tx) error {
		if !l.eng.byFolder() {
			if err := l.still(tx); err != nil {
				return err
			}
		}
		return do(tx)
	})
}

// transact is one transaction, which is durable when it returns nil. A refusal is passed
// on as it is.
func (l *Ledger) transact(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := l.eng.begin(ctx, l.db)
	if err != nil {
		return fmt.Errorf("台账写入失败：%w", err)
	}
	defer func() { _ = tx.Rollback() }() // of who panics; else it has ended
	l.jobs.begins()
	if err := l.eng.hold(ctx, tx); err != nil {
		return err
	}
	if err := do(tx); err != nil {
		var refused *act.Refusal
		if errors.As(err, &refused) {
			return errors.Join(err, tx.Rollback())
		}
		return fmt.Errorf("台账写入失败：%w", errors.Join(err, tx.Rollback()))
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("台账写入失败：%w", err)
	}
	l.jobs.stands()
	return nil
}

// Head is the end of the chain as the transaction leaves it.
func (t *Tx) Head() Head { return t.head }

// State is a period as the acts leave it, those of this transaction included: what is
// appended later, too. It must not be changed.
func (t *Tx) State(p huibao.Period) (*act.State, error) {
	if s, ok := t.states[p]; ok {
		return s, nil
	}
	kept, err := t.View.State(p)
	if err != nil {
		return nil, err
	}
	s := kept.Clone()
	t.states[p] = s
	return s, nil
}

// Append adds an act to the chain, if the state of its period allows it: else a
// *act.Refusal, and nothing is added. An act that says what one in force says is not
// added again; that one's number is returned.
func (t *Tx) Append(a act.Act) (n int, err error) {
	s, err := t.State(a.Period)
	if err != nil {
		return 0, err
	}
	if n, same := s.Standing(a); same {
		return n, nil
	}
	a.N, a.At, a.Who = t.head.Length+1, t.actor.When, t.actor.Who
	if err := s.Apply(a); err != nil {
		return 0, err
	}
	if t.here != nil { // before who acts does anything by it
		if err := t.here(namedBy(a)); err != nil {
			return 0, err
		}
	}
	if t.head, err = appendAct(t.tx, t.head, a); err != nil {
		return 0, err
	}
	t.added = append(t.added, a)
	if a.Period.IsZero() {
		t.states = map[huibao.Period]*act.State{} // it is in the state of every period
	}
	return a.N, nil
}
