package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/portal/desk"
)

// makeSubject makes what the others read, in a process of its own, so that the one
// that measures stays small (a process's peak begins with its parent's).
func makeSubject(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: bench make returns|large|workspace|year|portal N FOLDER")
	}
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(args[2], 0o755); err != nil {
		return err
	}
	switch args[0] {
	case "returns":
		return makeReturns(args[2], makePlan(n), huibao.Period{Year: 2024, Month: 1}, 0)
	case "portal":
		return makePortal(args[2], n)
	case "large":
		return makeLarge(filepath.Join(args[2], "large.xlsx"), n)
	case "year":
		var periods []huibao.Period
		for m := 1; m <= 12; m++ {
			periods = append(periods, huibao.Period{Year: 2024, Month: m})
		}
		return makeWorkspace(args[2], n, 10, periods...)
	case "workspace":
		return makeWorkspace(args[2], n, 10, huibao.Period{Year: 2024, Month: 1})
	}
	return fmt.Errorf("cannot make %q", args[0])
}

// leaders is how many people watch the boards of a benchmark of the portal.
const leaders = 10

// makePortal writes a workspace to be served, what its units are going to send (sent/), and
// everybody's one-time password (people.csv: account, password, unit, its name).
func makePortal(dir string, units int) error {
	if err := makeWorkspace(dir, units, 10, huibao.Period{Year: 2024, Month: 1}); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(dir, "returns", "2024-01"), filepath.Join(dir, "sent")); err != nil {
		return err
	}
	ctx := context.Background()
	w, err := batch.At(dir)
	if err != nil {
		return err
	}
	d, err := desk.Open(ctx, w, "", func() time.Time { return time.Date(2024, 2, 3, 0, 0, 0, 0, huibao.China) })
	if err != nil {
		return err
	}
	defer d.Close()
	plan := makePlan(units)
	var list []act.Grant
	lines := [][]string{}
	for i := range plan.Units {
		if u := &plan.Units[i]; u.IsArea() {
			list = append(list, act.Grant{Person: "clerk" + u.Code, Name: "填报人", Roles: []act.Held{{Role: act.Clerk, Unit: u.Code}}})
			lines = append(lines, []string{u.Code, u.Name})
		}
	}
	for i := range leaders {
		list = append(list, act.Grant{Person: "leader" + strconv.Itoa(i), Name: "领导", Roles: []act.Held{{Role: act.Leader}}})
		lines = append(lines, []string{"", ""})
	}
	slips, err := d.Admit(ctx, "bench", list, true)
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, "people.csv"))
	if err != nil {
		return err
	}
	for i, s := range slips {
		lines[i] = append([]string{s.Person, s.Password}, lines[i]...)
	}
	return errors.Join(csv.NewWriter(f).WriteAll(lines), f.Close())
}
