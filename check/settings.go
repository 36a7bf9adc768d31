package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/numtext"
)

// phrasesSetting is the 编号 of a row of 审核设置 whose 界限 lists more phrases that
// explain nothing.
const phrasesSetting = "空话"

// LevelsSetting is the 编号 of a row of 审核设置 whose 界限 lists the levels of the units
// that get editions of their own at a lock.
const LevelsSetting = "分册级别"

// mostMendDays bounds the setting 补报期限.
const mostMendDays = 30

// settingOff is the 级别 that switches a notice or an info off.
const settingOff = "不审"

// firm are the checks whose severity keeps the figures true and can't be changed.
var firm = []string{"V01", "V02", "V06", "V07", "V11", "V12", "V14", "V20", "V21", "V22", "V23", "H11", "X04", "X07", "X08"}

// bounds are the checks whose bound can be set, and what it is.
var bounds = map[string]string{"H03": "偏离中位数的倍数（如 5）", "H05": "变动的百分比（如 30%）", "T05": "完成率的百分比（如 150%）",
	"L05": "允许的差额，元（如 0.5）", "X01": "允许的差额（如 0）", "X02": "偏离中位数的倍数（如 5）"}

// mayBe reports whether a check of one severity may be set to another: an error stays
// at least a warning, and those that keep the figures true stay as they are.
func mayBe(code string, was, to huibao.Severity) bool {
	if strings.ContainsRune("FSP", rune(code[0])) || slices.Contains(firm, code) {
		return to == was
	}
	return was != huibao.Error || to.Rank() <= huibao.Warning.Rank()
}

// bound is a check's bound as the plan sets it, or its own.
func (s *scope) bound(code string, own decimal.Decimal) decimal.Decimal {
	if s.Form == nil {
		return own
	}
	return boundIn(s.Form.Settings, code, own)
}

func boundIn(settings []huibao.Setting, code string, own decimal.Decimal) decimal.Decimal {
	for _, x := range settings {
		if x.Code == code && x.Bound != "" {
			if d, ok := parseBound(x.Bound); ok {
				return d
			}
		}
	}
	return own
}

// parseBound reads 5, 0.5, 30% (as 0.30); bounds are not negative.
func parseBound(text string) (decimal.Decimal, bool) {
	text = strings.TrimSpace(text)
	bare := strings.TrimRight(text, "%％")
	d, err := huibao.ParseDecimal(bare)
	if err != nil || d.Sign() < 0 || d.Exponent() < -15 || d.Exponent() > 15 || d.NumDigits() > 15 {
		return decimal.Zero, false
	}
	if bare != text {
		d = d.Shift(-2)
	}
	return d, true
}

// set gives a finding the severity that the plan sets for its check; off says that it
// is not wanted at all.
func set(settings []huibao.Setting, c Check, h *hit) (off bool) {
	for _, x := range settings {
		if x.Code != c.Code || x.Severity == "" || h.severity != "" {
			continue
		}
		if x.Severity == settingOff {
			return c.Severity == huibao.Notice || c.Severity == huibao.Info
		}
		if sev, ok := huibao.ParseSeverity(x.Severity); ok && mayBe(c.Code, c.Severity, sev) {
			h.severity = sev
		}
	}
	return false
}

// phrasesOf are the plan's own phrases that explain nothing.
func phrasesOf(f *huibao.Form) []string {
	var list []string
	if f == nil {
		return nil
	}
	for _, x := range f.Settings {
		if x.Code == phrasesSetting {
			list = append(append(list, x.Words()...), huibao.Setting{Bound: x.Note}.Words()...)
		}
	}
	return list
}

// Levels are the words of a row of 分册级别.
func Levels(x huibao.Setting) []string {
	return strings.FieldsFunc(x.Bound, func(r rune) bool { return strings.ContainsRune("、，, ", r) })
}

// wrongSettings is what is wrong with 审核设置 (P01).
func wrongSettings(p *huibao.Plan) []hit {
	var list []hit
	for _, x := range p.Settings {
		say := func(heading, found, allowed string) {
			place := at(p, x.At, heading)
			list = append(list, hit{place: place, found: found, expected: allowed, message: fmt.Sprintf("%s：“%s”无法采用，应为%s。", place, found, allowed)})
		}
		if x.Code == phrasesSetting {
			continue
		}
		if x.Code == huibao.HarmlessSetting {
			for _, word := range x.Words() {
				if numtext.Doubtful(numtext.Name(word)) {
					say("界限", word, "不改变数的词；这个词使数含糊，仍要询问")
				}
			}
			continue
		}
		if x.Code == huibao.MendSetting {
			if n, err := strconv.Atoi(strings.TrimSpace(x.Bound)); err != nil || n < 1 || n > mostMendDays {
				say("界限", x.Bound, "工作日数，1 到 30")
			}
			continue
		}
		if x.Code == LevelsSetting {
			for _, word := range Levels(x) {
				if _, known := huibao.ParseLevel(word); !known {
					say("界限", word, strings.Join(huibao.LevelLabels(), "、"))
				}
			}
			continue
		}
		c, known := byCode(x.Code)
		if !known {
			say("编号", x.Code, "审核规则的编号（见 huibao check --list）、“"+phrasesSetting+"”、“"+huibao.HarmlessSetting+"”、“"+huibao.MendSetting+"”或“"+LevelsSetting+"”")
			continue
		}
		sev, ok := huibao.ParseSeverity(x.Severity)
		switch {
		case x.Severity == "":
		case x.Severity == settingOff && c.Severity != huibao.Notice && c.Severity != huibao.Info:
			say("级别", x.Severity, "只有告知性、提示性的规则可以不审")
		case x.Severity != settingOff && !ok:
			say("级别", x.Severity, "强制性、核实性、告知性、提示性或不审")
		case ok && !mayBe(c.Code, c.Severity, sev):
			say("级别", x.Severity, c.Severity.Label()+"（这条规则保证数字真实，不能放松）")
		}
		if x.Bound == "" {
			continue
		}
		what, has := bounds[x.Code]
		if _, ok := parseBound(x.Bound); !has || !ok {
			if !has {
				what = "空（这条规则没有界限）"
			}
			say("界限", x.Bound, what)
		}
	}
	return list
}

// byCode finds a check of the catalogue.
func byCode(code string) (Check, bool) {
	for _, c := range slices.Concat(All(), unitChecks(), planCatalogue()) {
		if c.Code == code {
			return c, true
		}
	}
	return Check{}, false
}
