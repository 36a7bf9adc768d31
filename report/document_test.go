package report

import (
	"bytes"
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// TestWriteDocument holds what is printed file after file to the document printed whole.
func TestWriteDocument(t *testing.T) {
	june := huibao.Period{Year: 2024, Month: 6}
	p := &huibao.Plan{Year: 2024, Units: []huibao.Unit{{Code: "C1", Name: `甲"files": []县`}}}
	for n := range 3 {
		var subs []huibao.Submission
		for i := range n {
			subs = append(subs, huibao.Submission{Path: `<"files": []>.xlsx`, Unit: "C1", Version: i, State: huibao.StateRejected,
				Findings: []huibao.Finding{{Code: "V11", Message: "甲\n乙"}, {Code: "V12"}}[:i]})
		}
		c := &statement.Consolidation{Period: june, Plan: inforce.At(p, june), Missing: []string{"C1"}, Files: statement.FilesFor(june, subs)}
		outputs := []Output{{"通报.pdf", "ab"}}
		pages := map[string][][]string{"通报.pdf": {{"1.1"}}}
		copies := map[*huibao.Submission]Copy{}
		run := Run{Document: NewDocument(c, outputs), Checksum: Checksum(c), Counts: map[string]int{}, Pages: pages}
		for i := range c.Submissions() {
			run.Counts[string(huibao.StateRejected)]++
			if i == 1 {
				copies[&c.Submissions()[i]] = Copy{Path: "returned/甲.xlsx"}
				run.Files[i].Returned = &Copy{Path: "returned/甲.xlsx"}
			}
		}
		var findings, whole bytes.Buffer
		if err := WriteDocument(&findings, c); err != nil {
			t.Fatal(err)
		}
		if err := WriteRun(&whole, c, Written{Checksum(c), outputs, pages, copies}); err != nil {
			t.Fatal(err)
		}
		for _, x := range []struct {
			got  *bytes.Buffer
			want any
		}{{&findings, NewDocument(c, nil)}, {&whole, run}} {
			want, err := JSON(x.want)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(x.got.Bytes(), want) {
				t.Errorf("%d files:\n%s\nwant\n%s", n, x.got, want)
			}
		}
	}
}
