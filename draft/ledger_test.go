package draft

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"huibao"
)

// addsUp holds a draft to its ledger: the numbers stand in order, none twice, and
// every digit of the text stands in one; taken ones name an indicator, the others say
// why they are not, and those to be looked at stand in Review.
func addsUp(t *testing.T, name string, d *huibao.Draft) {
	t.Helper()
	text := []rune(d.Text)
	in := make([]bool, len(text))
	end := 0
	for _, n := range d.Numbers {
		if n.From < end || n.To <= n.From || n.To > len(text) {
			t.Fatalf("%s: number %+v after %d of %d", name, n, end, len(text))
		}
		end = n.To
		for i := n.From; i < n.To; i++ {
			in[i] = true
		}
		what := string(text[n.From:n.To])
		if (n.Fate == huibao.FateTaken) != (d.Plan.IndicatorByCode(n.Code) != nil) || n.Why == "" {
			t.Errorf("%s: “%s” %+v", name, what, n)
		}
		if n.Fate == huibao.FateReview && !reviewed(d, narrowed(what)) {
			t.Errorf("%s: “%s” is to be looked at and not in Review", name, what)
		}
	}
	for i, r := range text {
		if unicode.IsDigit(r) && !in[i] {
			t.Errorf("%s: “%s” stands in no list", name, string(text[max(0, i-8):min(len(text), i+8)]))
		}
	}
}

func reviewed(d *huibao.Draft, what string) bool {
	whole := func(s string) string { return strings.Join(strings.Fields(s), "") } // a number may stand in two lines
	return slices.ContainsFunc(d.Review, func(p huibao.Passage) bool { return strings.Contains(whole(narrowed(p.Quote)), whole(what)) })
}

func TestLedgerOfPlans(t *testing.T) {
	files, err := filepath.Glob("testdata/plans/*")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, ".tsv") {
			continue
		}
		d := draftFile(t, f)
		addsUp(t, f, d)
		for _, ind := range d.Plan.Indicators {
			if n := utf8.RuneCountInString(ind.Name); n < 2 || n > maxLabel {
				t.Errorf("%s: %s “%s” has %d characters", f, ind.Code, ind.Name, n)
			}
		}
	}
}

// TestLedger names what became of every number of a text.
func TestLedger(t *testing.T) {
	const text = "2025年民生实事实施方案\n1.新建公厕20座，总投资300万元，惠及3万人。\n2.为65岁以上老人体检，体检率达到70%，比上年提高2个百分点；10月底前完成。\n3.培训标准提高5%。\n联系电话：7012345"
	d, err := FromText(context.Background(), text)
	if err != nil {
		t.Fatal(err)
	}
	addsUp(t, "text", d)
	var got []string
	for _, n := range d.Numbers {
		got = append(got, string([]rune(d.Text)[n.From:n.To])+" "+string(n.Fate)+n.Code)
	}
	const want = "2025 aside|1 aside|20座 taken1.1|300万元 aside|3万人 aside|2 aside|65 aside|70% taken2.1|2个百分点 taken2.1|10 aside|3 aside|5% review|7012345 aside"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("\n got %s\nwant %s", s, want)
	}
	if len(d.Aside) != 2 || d.Aside[0].Quote != "1.新建公厕20座，总投资300万元" || d.Aside[1].Line != 2 {
		t.Errorf("%+v", d.Aside)
	}
	if n := d.Counts(); n[huibao.FateTaken] != 3 || n[huibao.FateAside] != 9 || n[huibao.FateReview] != 1 {
		t.Error(n)
	}
}

// TestLedgerOfMutations holds that the ledger adds up whatever is cut out of a text,
// doubled or put in: the same mutations every time.
func TestLedgerOfMutations(t *testing.T) {
	files, err := filepath.Glob("testdata/plans/*.txt")
	if err != nil || len(files) < 15 {
		t.Fatal(files, err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	signs := []rune("0123456789%，。；、(（)）至到-—万元每年第\t\n 　一二三两/")
	refused := 0
	for n := range 300 {
		data, err := os.ReadFile(files[n%len(files)])
		if err != nil {
			t.Fatal(err)
		}
		text := []rune(string(data))
		for range 1 + r.IntN(12) {
			i := r.IntN(len(text))
			j := min(len(text), i+1+r.IntN(60))
			switch r.IntN(3) {
			case 0:
				text = slices.Delete(text, i, min(j, i+6))
			case 1:
				text = slices.Insert(text, i, slices.Clone(text[i:j])...)
			default:
				text[i] = signs[r.IntN(len(signs))]
			}
		}
		d, err := FromText(context.Background(), string(text))
		if err != nil { // a text of one sentence may lose its last target
			if refused++; refused > 3 {
				t.Fatal(err, string(text))
			}
			continue
		}
		if addsUp(t, "mutated", d); t.Failed() {
			t.Fatal(string(text))
		}
	}
}
