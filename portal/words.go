package portal

import (
	"html/template"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"huibao"
	"huibao/act"
	"huibao/internal/mask"
	"huibao/internal/quote"
	"huibao/portal/desk"
)

// words are the functions of templates. typed is for every text that people typed
// (S32): personal numbers hidden, what can't be seen named.
func (s *Server) words() template.FuncMap {
	return template.FuncMap{
		"size":    size,
		"short":   func(s string) bool { return utf8.RuneCountInString(s) <= wholeCode },
		"day":     dayOf,
		"isday":   func(s string) bool { _, err := huibao.ParseDate(s); return err == nil },
		"left":    func(deadline huibao.Date, locked bool) timeLeft { return timeLeftOf(deadline, locked, s.desk.Now()) },
		"base":    path.Base,
		"ownunit": func(p *desk.Person, unit string) bool { return slices.Contains(p.Units(), unit) },
		"purpose": purposeOf,
		"filesof": filesOf,
		"movedof": func(p huibao.Period, m any) movedTo { return movedTo{m, p} },
		"found":   foundOf,
		"excerpt": excerptOf,
		"asked":   wordOf,
		"halves":  func(s string) []string { return slices.Collect(chunks(s, 16)) },
		"fours":   func(s string) []string { return slices.Collect(chunks(s, 4)) },
		"standing": func(state string) string {
			if state == "" {
				return "审核中"
			}
			return state
		},
		"chronological": func(list []desk.Handed) []desk.Handed {
			list = slices.Clone(list)
			slices.Reverse(list)
			return list
		},
		"moment":  func(t time.Time) string { return t.Format("1月2日 15:04:05") },
		"china":   func(t time.Time) time.Time { return t.In(huibao.China) },
		"grouped": func(q huibao.Quantity) string { return huibao.Grouped(q.String()) },
		"plus":    func(a, b int) int { return a + b },
		"typed":   func(text string) string { return quote.Visible(mask.Text(text)) },
		"proof":   func(f frame, no int) proofView { return proofView{f.Stale, f.Person.HasCode, no} },
		"clause":  func(s string) string { return strings.TrimRight(s, "。；") }, // that another follows
		"clock":   func(t time.Time) string { return t.Format("2006-01-02 15:04:05") },
		"tag":     func(state string) tag { return tagOf(state) },
		"office":  func(p *desk.Person) bool { return p.Has(act.Officer, act.Director) },
		"keeps":   func(p *desk.Person) bool { return p.Has(accounts.roles...) },
	}
}

// wholeCode is how long a number of an indicator may be, in characters, that no line breaks: 甲-12 would
// at its hyphen.
const wholeCode = 16

// dayOf is a day of the year that the page tells.
func dayOf(d huibao.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Month) + "月" + strconv.Itoa(d.Day) + "日"
}

// size is a number of bytes in words.
func size(n int64) string {
	if n >= 1<<20 {
		return strconv.FormatInt(n>>20, 10) + " MB"
	}
	return strconv.FormatInt((n+1023)>>10, 10) + " KB"
}

// proofView is the question for the password in the form of a number.
type proofView struct {
	Stale, HasCode bool
	No             int
}

// tag is how a state looks: shape and class beside its word.
type tag struct{ Class, Shape string }

func tagOf(state string) tag {
	switch state {
	case "审核中", act.StageToReview, act.StageToSign:
		return tag{"t-act", "◎"}
	case act.StageReported, act.StageReceived, "已锁定":
		return tag{"t-act", "◆"}
	case "通过":
		return tag{"t-ok", "●"}
	case "待说明", "待核", "未签发", "已失效":
		return tag{"t-warn", "▲"}
	case "退回", "无法识别", "有病毒":
		return tag{"t-bad", "■"}
	}
	return tag{"", "○"}
}
