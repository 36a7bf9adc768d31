package report_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"huibao"
	"huibao/report"
)

// TestPhrases says what the office wants to be said of items that are behind for long or done too
// late, and asks the leader; without words of the office's, and of items that are well, nothing.
func TestPhrases(t *testing.T) {
	said := func(c city, words bool, set func(io.Writer, *report.Model) (report.Laid, error)) string {
		t.Helper()
		con := c.consolidation(rand.New(rand.NewPCG(1, 7)))
		if words {
			for _, s := range huibao.Situations() {
				con.Plan.Phrases = append(con.Plan.Phrases, huibao.Phrase{Case: huibao.Situation(s), Text: "按" + s + "\n办理"})
			}
			con.Plan.Indicators[0].PublicName = "为群众改造的户数"
		}
		for i := range con.City {
			if con.City[i].Behind > 0 {
				con.City[i].Behind += 2
			}
		}
		var b bytes.Buffer
		laid, err := set(&b, report.NewModel(con, report.Info{Texts: texts(t)}))
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for i := range laid.Printed {
			text += laid.Printed[i].Whole() + "\n"
		}
		return text
	}
	june, december, well := city{counties: 1, month: 6, sent: 1}, city{counties: 3, month: 12, sent: 1}, city{counties: 3, month: 6, sent: 1, well: true}
	for _, c := range []struct {
		name  string
		city  city
		words bool
		set   func(io.Writer, *report.Model) (report.Laid, error)
		want  []string // with a minus: it is not said
	}{
		{"June", june, true, report.Bulletin, []string{"已连续3期以上滞后，按连续三期滞后办理。", "-按逾期未完成办理", "-按请示办理"}},
		{"December", december, true, report.Bulletin, []string{"逾期未完成，按逾期未完成办理。", "达标比率（第1项）未达标，按比率未达标办理。", "-按连续三期滞后办理"}},
		{"no words", december, false, report.Bulletin, []string{"-办理"}},
		{"all well", well, true, report.Bulletin, []string{"-办理"}},
		{"brief", june, true, report.Brief, []string{"按请示办理。", "-按连续三期滞后办理"}},
		{"brief, all well", well, true, report.Brief, []string{"-办理"}},
		{"notice", well, true, report.Notice, []string{"为群众改造的户数", "-办理"}},
		{"notice without names", well, false, report.Notice, []string{"-为群众改造的户数"}},
	} {
		text := said(c.city, c.words, c.set)
		for _, want := range c.want {
			without, not := strings.CutPrefix(want, "-")
			if strings.Contains(text, without) == not {
				t.Errorf("%s: %q, said %v:\n%s", c.name, without, !not, text)
			}
		}
	}
}
