package main

import "github.com/urfave/cli/v2"

// checkPlaces tells where ledger and originals lie, with what is secret masked (S37), and whether
// both can be used.
func checkPlaces(c *cli.Context) error {
	w, err := workspace(c)
	if err != nil {
		return err
	}
	list, err := w.Settings(c.Context)
	v := newVoice(c)
	var rows [][]string
	for _, s := range list {
		rows = append(rows, []string{s.Name, s.Value})
	}
	if len(rows) > 0 {
		v.table([]string{"设置", "现在"}, rows)
	}
	if err == nil {
		v.say("台账和原件都可以用。")
	}
	return err
}
