package desk

import (
	"context"
	"net"
	"slices"
	"sync"

	"huibao/act"
)

// demo is what a served demo allows and nothing else does: to be any of its people, without
// their passwords, from this machine.
type demo struct {
	people  []act.Grant
	entered sync.Map // the hashes of sessions that began so: nobody in them knows a password
}

// DemoPerson is one whom a demo can be tried as.
type DemoPerson struct{ Account, Words string }

// Demo lets whoever sits before this machine be these people, before anybody is served.
func (d *Desk) Demo(people []act.Grant) { d.shows = &demo{people: people} }

// DemoPeople are those of Demo; nil where this is no demo.
func (d *Desk) DemoPeople() []DemoPerson {
	if d.shows == nil {
		return nil
	}
	var list []DemoPerson
	for _, g := range d.shows.people {
		list = append(list, DemoPerson{g.Person, d.RolesOf(g.Roles)})
	}
	return list
}

// EnterDemo begins the session of one of the demo's people.
func (d *Desk) EnterDemo(ctx context.Context, account, address string) (string, error) {
	ip := net.ParseIP(address)
	if d.shows == nil || ip == nil || !ip.IsLoopback() || !slices.ContainsFunc(d.shows.people, func(g act.Grant) bool { return g.Person == account }) {
		return "", ErrNotFound
	}
	if _, known, err := d.credential(ctx, account); err != nil || !known { // disabled since
		return "", orNotFound(err)
	}
	token, err := d.begin(ctx, account, address)
	if err == nil {
		d.shows.entered.Store(digest(token), true)
	}
	return token, err
}

func orNotFound(err error) error {
	if err == nil {
		return ErrNotFound
	}
	return err
}

// shown reports whether a session began in EnterDemo.
func (d *Desk) shown(token string) bool {
	if d.shows == nil {
		return false
	}
	_, ok := d.shows.entered.Load(token)
	return ok
}
