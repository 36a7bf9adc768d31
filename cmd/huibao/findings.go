package main

import (
	"path"
	"strings"

	"huibao"
)

// findings prints findings for people: what, where, and what to do; the gravest
// first.
func (v *voice) findings(list []huibao.Finding) {
	for _, sev := range []huibao.Severity{huibao.Error, huibao.Warning, huibao.Notice, huibao.Info} {
		for _, f := range list {
			if f.Severity != sev {
				continue
			}
			v.say("[%s %s] %s", f.Code, f.Severity.Label(), f.Message)
			if f.Remedy != "" && !strings.Contains(f.Message, f.Remedy) {
				v.say("        %s", f.Remedy)
			}
			if f.Explanation != nil {
				v.say("        已说明：%s", *f.Explanation)
			}
		}
	}
}

func join(list []string) string { return strings.Join(list, "、") }

// isReturned reports whether an output is one unit's annotated return.
func isReturned(p string) bool { return path.Base(path.Dir(p)) == "returned" }
