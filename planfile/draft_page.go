package planfile

import (
	"fmt"
	"html"
	"io"
	"strings"

	"huibao"
)

// pageHead is the beginning of the page: black on white, readable without colour, one
// table whose rows don't break over pages.
const pageHead = `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>%[1]s</title><style>
@page { size: A4; margin: 18mm 15mm; }
body { font: 15px/1.75 "FangSong", "STFangsong", "Noto Serif CJK SC", "SimSun", serif; color: #000; max-width: 62em; margin: 1.5em auto; padding: 0 1em; }
h1 { font-size: 1.4em; text-align: center; }
p.say { color: #333; }
table { width: 100%%; border-collapse: collapse; table-layout: fixed; }
td, th { border-top: 1px solid #bbb; padding: .35em .5em; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { font-weight: bold; } col.n { width: 3em; } col.r { width: 38%%; }
td.n { color: #666; } td.r { font-size: .86em; line-height: 1.5; } td.r div { margin-bottom: .2em; }
tr { break-inside: avoid; } thead { display: table-header-group; }
.taken { background: #d5ecd4; border-bottom: 2px solid #2e7d32; }
.aside { background: #ececec; border-bottom: 1px dotted #777; }
.review { background: #ffe3a3; border-bottom: 2px double #b26a00; font-weight: bold; }
.taken, .aside, .review { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
sup { font-size: .65em; padding-left: .15em; }
</style></head><body>
<h1>%[1]s</h1>
<p class="say">文中共有 %[2]d 个数：<span class="taken">已取</span> %[3]d，<span class="aside">不取</span> %[4]d，<span class="review">待核</span> %[5]d。左边是原文，右边是每个数的读法；请逐条核对，待核的请决定取不取。“待核”之外标“？”的，是取了而没有把握的。</p>
<table><colgroup><col class="n"><col><col class="r"></colgroup><thead><tr><th>行</th><th>原文</th><th>读法</th></tr></thead><tbody>
`

// WriteDraftPage writes the text that a plan was drafted from as a page (HTML) to go
// through and to print: every number marked by colour and by word, its reading beside
// it.
func WriteDraftPage(w io.Writer, d *huibao.Draft) error {
	n := d.Counts()
	p := draftPage{Draft: d, runes: []rune(d.Text), doubtful: d.Doubtful()}
	fmt.Fprintf(&p.b, pageHead, html.EscapeString(d.Plan.Title), len(d.Numbers), n[huibao.FateTaken], n[huibao.FateAside], n[huibao.FateReview])
	next, line := 0, 1
	for from := 0; from <= len(p.runes); line++ {
		to := from
		for to < len(p.runes) && p.runes[to] != '\n' {
			to++
		}
		first := next
		for next < len(d.Numbers) && d.Numbers[next].From < to {
			next++
		}
		if to > from {
			p.row(line, from, to, d.Numbers[first:next])
		}
		from = to + 1
	}
	p.b.WriteString("</tbody></table></body></html>\n")
	_, err := io.WriteString(w, p.b.String())
	return err
}

// draftPage is the page while it is written.
type draftPage struct {
	*huibao.Draft
	b        strings.Builder
	runes    []rune
	doubtful map[string]bool // codes of indicators
}

// row writes a line of the text, which stands there from a character up to another, and the readings of its numbers.
func (p *draftPage) row(line, from, to int, numbers []huibao.DraftNumber) {
	text := func(from, to int) string {
		return strings.ReplaceAll(html.EscapeString(string(p.runes[from:to])), "\t", "　｜　")
	}
	fmt.Fprintf(&p.b, `<tr><td class="n">%d</td><td>`, line)
	at := from
	for _, n := range numbers {
		end := min(n.To, to)
		fmt.Fprintf(&p.b, `%s<span class="%s">%s</span>%s`, text(at, n.From), n.Fate, text(n.From, end), markOf(n))
		at = end
	}
	p.b.WriteString(text(at, to) + `</td><td class="r">`)
	var asides []string
	for _, n := range numbers {
		what := html.EscapeString(string(p.runes[n.From:min(n.To, to)]))
		if n.Fate == huibao.FateAside {
			asides = append(asides, what+"（"+html.EscapeString(n.Why)+"）")
			continue
		}
		fmt.Fprintf(&p.b, `<div><span class="%s">%s</span> %s：%s</div>`, n.Fate, n.Fate.Label(), what, html.EscapeString(p.readingOf(n)))
	}
	if len(asides) > 0 {
		fmt.Fprintf(&p.b, `<div><span class="aside">不取</span> %s</div>`, strings.Join(asides, "，"))
	}
	p.b.WriteString("</td></tr>\n")
}

// markOf is the word beside a number, so that the colours can be done without.
func markOf(n huibao.DraftNumber) string {
	switch n.Fate {
	case huibao.FateTaken:
		return "<sup>取" + html.EscapeString(n.Code) + "</sup>"
	case huibao.FateReview:
		return "<sup>核</sup>"
	}
	return ""
}

// readingOf is what a number was read as.
func (p *draftPage) readingOf(n huibao.DraftNumber) string {
	ind := p.Plan.IndicatorByCode(n.Code)
	if ind == nil {
		return n.Why
	}
	mark := ""
	if p.doubtful[n.Code] {
		mark = "？"
	}
	value := ind.Comparator.Label() + " " + strings.TrimPrefix(targetText(ind), "@")
	if n.Why != "目标值" {
		value = "原值 " + ind.Baseline.String()
	}
	return fmt.Sprintf("%s %s%s，%s %s（作%s）", n.Code, ind.Name, mark, value, ind.Measure, n.Why)
}
