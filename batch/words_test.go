package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/batch"
	"huibao/internal/docx"
	"huibao/internal/oracle"
	"huibao/samples"
)

// corrected is a period that was locked, opened again for a county whose figure changed, and locked
// a second time: with every text that huibao writes, and two units' own.
func corrected(t *testing.T) (w batch.Workspace, opt batch.Options, texts []string) {
	t.Helper()
	ctx := context.Background()
	w, opt = kept(faultWorkspace(t)), options(samples.Periods()[0])
	_, err := batch.Run(ctx, w, opt)
	must(t, err)
	_, err = batch.Lock(ctx, w, opt, batch.LockOptions{Why: "其余单位未报"})
	must(t, err)
	_, err = batch.Unlock(ctx, w, opt, "海原县", "漏报一户")
	must(t, err)
	path := filepath.Join(w.Returns(opt.Period), "海原县_2024-05.xlsx")
	f, err := excelize.OpenFile(path)
	must(t, err)
	must(t, f.SetCellInt("计数", "F4", 3))
	must(t, f.UpdateLinkedValue())
	must(t, f.Save())
	_, err = batch.Lock(ctx, w, opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
	must(t, err)
	_, err = batch.Editions(ctx, w, opt, []string{"海原县", "市教育局"})
	must(t, err)
	for _, name := range []string{"第2版/通报", "第2版/专报", "第2版/公示", "第2版/更正", "反馈_海原县", "反馈_市教育局"} {
		texts = append(texts, filepath.Join(w.Out(opt.Period), filepath.FromSlash(name)+".docx"))
	}
	return w, opt, texts
}

// TestWordTexts: every .docx is nothing to complain of for the Open XML SDK, is set by LibreOffice
// without a blank page, says there what our PDF says, keeps its figures in their bookmarks when
// LibreOffice saves it again, and has an altered figure told.
func TestWordTexts(t *testing.T) {
	oracle.NeedWriter(t)
	oracle.Need(t, "pdftotext")
	oracle.Need(t, "ooxml-validator")
	embedded(t)
	w, opt, texts := corrected(t)
	saved, set := t.TempDir(), t.TempDir()
	oracle.Convert(t, "docx:MS Word 2007 XML", saved, texts...)
	oracle.Convert(t, "pdf:writer_pdf_Export", set, texts...)
	for _, path := range texts {
		name := filepath.Base(path)
		for _, e := range oracle.Validate(t, path) {
			t.Errorf("%s: %s", name, e)
		}
		ours, theirs := wordBlocks(t, path), wordBlocks(t, filepath.Join(saved, name+".docx"))
		for _, c := range docx.Compare(ours, theirs) {
			t.Errorf("%s saved again: %+v", name, c)
		}
		altered := slices.Clone(theirs)
		marks := 0
		for i := range altered {
			if marks += len(altered[i].Marks); marks > 0 {
				altered[i].Marks = slices.Clone(altered[i].Marks)
				altered[i].Marks[0].Text += "7"
				break
			}
		}
		if got := docx.Compare(ours, altered); marks == 0 || len(got) != 1 || got[0].Kind != docx.FigureChanged {
			t.Errorf("%s with an altered figure: %+v", name, got)
		}
		pages := strings.Split(strings.TrimSuffix(oracle.PDFText(t, filepath.Join(set, name+".pdf")), "\f"), "\f")
		if slices.ContainsFunc(pages, func(p string) bool { return strings.TrimSpace(p) == "" }) {
			t.Errorf("%s: a blank page of %d", name, len(pages))
		}
		ourPDF := letters(oracle.PDFText(t, strings.TrimSuffix(path, ".docx")+".pdf"))
		for _, b := range ours {
			if b.Cells == nil && !strings.Contains(ourPDF, letters(b.Text)) && len([]rune(b.Text)) < 20 {
				t.Errorf("%s: our PDF does not say %q", name, b.Text)
			}
		}
	}
	again := filepath.Join(saved, "更正.docx.docx")
	sent, err := batch.SendOut(context.Background(), w, opt, batch.Sending{Number: "卫政办发〔2024〕9号", DOCX: again})
	if err != nil || !sent.Compared || len(sent.Differences) > 0 {
		t.Errorf("the correction, saved by LibreOffice, is registered: %+v, %v", sent, err)
	}
}

// letters are a text without its spaces.
func letters(text string) string { return strings.Join(strings.Fields(text), "") }

func wordBlocks(t *testing.T, path string) []docx.Block {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	blocks, err := docx.Read(context.Background(), bytes.NewReader(data), int64(len(data)), docx.DefaultLimits())
	must(t, err)
	return blocks
}
