package batch_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/samples"
)

// TestSendOut registers what was sent out: the same again is nothing new, another file
// of the same name is refused, and what lies there stays. A unit that is not waited for
// and reported all the same is not printed as waived.
func TestSendOut(t *testing.T) {
	w := kept(faultWorkspace(t))
	ctx := context.Background()
	opt := options(samples.Periods()[0])
	_, err := batch.Run(ctx, w, opt)
	must(t, err)
	_, err = batch.Decide(ctx, w, opt, []batch.Choice{{Kind: act.Waive, Ref: "海原县", Why: "以为不报"}, {Kind: act.Waive, Ref: "中宁县", Why: "不等"}})
	must(t, err)
	_, err = batch.Lock(ctx, w, opt, batch.LockOptions{Why: "其余单位未报"})
	must(t, err)
	c, err := batch.Standing(ctx, w, opt)
	must(t, err)
	waived := map[string]bool{}
	for _, d := range c.Decisions {
		waived[c.Plan.UnitName(d.Unit)] = d.Kind == huibao.DecisionWaive
	}
	if waived["海原县"] || !waived["中宁县"] {
		t.Errorf("waived: %v", waived)
	}
	sealed := filepath.Join(t.TempDir(), "盖章.pdf")
	must(t, os.WriteFile(sealed, []byte("%PDF-one"), 0o600))
	for range 2 {
		sent, err := batch.SendOut(ctx, w, opt, batch.Sending{Number: "卫政办发〔2024〕6号", PDF: sealed})
		must(t, err)
		if got := tree(t, sent.Dir); sent.Edition != 1 || got["盖章.pdf"] != "%PDF-one" {
			t.Errorf("edition %d: %v", sent.Edition, got)
		}
	}
	must(t, os.WriteFile(sealed, []byte("%PDF-two"), 0o600))
	_, err = batch.SendOut(ctx, w, opt, batch.Sending{Number: "卫政办发〔2024〕6号", PDF: sealed})
	var refused *act.Refusal
	if !errors.As(err, &refused) || refused.Code != act.CodeLocked {
		t.Errorf("another file of the name: %v", err)
	}
	must(t, os.WriteFile(sealed+".txt", []byte("none"), 0o600))
	if _, err = batch.SendOut(ctx, w, opt, batch.Sending{Number: "卫政办发〔2024〕6号", PDF: sealed + ".txt"}); err == nil || errors.As(err, &refused) {
		t.Errorf("a text for a PDF: %v", err)
	}
	if _, err = batch.SendOut(ctx, w, opt, batch.Sending{Number: "卫政办发〔2024〕7号"}); !errors.As(err, &refused) || refused.Code != act.CodeWhy {
		t.Errorf("a second number without a reason: %v", err)
	}
	if got := tree(t, filepath.Join(w.Out(opt.Period), "第1版-印发")); got["盖章.pdf"] != "%PDF-one" {
		t.Errorf("what was sent out was replaced: %v", got)
	}
}

// TestSendOutEdited registers the edition's own text, and one with a digit that somebody
// altered: it is refused with what differs, and with a reason goes into the chain.
func TestSendOutEdited(t *testing.T) {
	ctx := context.Background()
	s := newSmall(t, true)
	for _, county := range smallCounties {
		s.put(t, county, "1", 0)
	}
	must(t, s.lock())
	own := filepath.Join(s.w.Out(s.opt.Period), "第1版", "通报.docx")
	sent, err := batch.SendOut(ctx, s.w, s.opt, batch.Sending{Number: "1号", DOCX: own})
	must(t, err)
	if !sent.Compared || len(sent.Differences) > 0 {
		t.Errorf("the edition's own text: %+v", sent)
	}
	edited := filepath.Join(t.TempDir(), "改稿.docx")
	was := alterFigure(t, own, edited)
	var refused *act.Refusal
	if _, err = batch.SendOut(ctx, s.w, s.opt, batch.Sending{Number: "1号", DOCX: edited}); !errors.As(err, &refused) || refused.Code != act.CodeWhy || !strings.Contains(err.Error(), "底稿为 "+was+"，印发稿为 7"+was) {
		t.Errorf("an altered figure: %v", err)
	}
	var unlike *batch.UnlikeError
	if !errors.As(err, &unlike) || len(unlike.Differences) != 1 {
		t.Errorf("an altered figure: %#v", err)
	}
	sent, err = batch.SendOut(ctx, s.w, s.opt, batch.Sending{Number: "1号", DOCX: edited, Why: "按会签意见"})
	must(t, err)
	data, err := os.ReadFile(edited)
	must(t, err)
	if len(sent.Differences) != 1 || tree(t, sent.Dir)["改稿.docx"] != string(data) {
		t.Errorf("with a reason: %+v", sent)
	}
	con, err := batch.Standing(ctx, s.w, s.opt)
	must(t, err)
	if got := con.Sent; got == nil || got.Number != "1号" || got.Why != "按会签意见" || !slices.Equal(got.Edits, sent.Differences) {
		t.Errorf("what the edition's standing says: %+v", got)
	}
}

// TestSendOutOther refuses another text of the edition by its name, with a reason too, and tells a
// document's own number that is not the one it is registered by.
func TestSendOutOther(t *testing.T) {
	ctx := context.Background()
	s := newSmall(t, true)
	for _, county := range smallCounties {
		s.put(t, county, "1", 0)
	}
	must(t, s.lock())
	dir := filepath.Join(s.w.Out(s.opt.Period), "第1版")
	var refused *act.Refusal
	_, err := batch.SendOut(ctx, s.w, s.opt, batch.Sending{Number: "1号", DOCX: filepath.Join(dir, "专报.docx"), Why: "领导同意"})
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), "是第 1 版的“专报”，不是通报") {
		t.Errorf("another text of the edition: %v", err)
	}
	numbered := filepath.Join(t.TempDir(), "通报.docx")
	editDocument(t, filepath.Join(dir, "通报.docx"), numbered, func(data []byte) []byte {
		return bytes.Replace(data, []byte("<w:body>"), []byte("<w:body><w:p><w:r><w:t>卫政办发〔2024〕 9 号</w:t></w:r></w:p><w:p><w:r><w:t>依〔2023〕7号文件</w:t></w:r></w:p>"), 1)
	})
	for _, number := range []string{"卫政办发〔2024〕8号", "卫政办发〔2023〕9号", "8号"} {
		var unlike *batch.UnlikeError
		if _, err = batch.SendOut(ctx, s.w, s.opt, batch.Sending{Number: number, DOCX: numbered}); !errors.As(err, &unlike) || len(unlike.Differences) != 1 || !strings.HasPrefix(unlike.Differences[0], "文号：登记为“"+number) {
			t.Errorf("%s: %v", number, err)
		}
	}
	if sent, err := batch.SendOut(ctx, s.w, s.opt, batch.Sending{Number: "卫政办发〔２０２４〕9号", DOCX: numbered}); err != nil || len(sent.Differences) > 0 {
		t.Errorf("the number it has: %+v, %v", sent, err)
	}
}

var firstFigure = regexp.MustCompile(`w:name="f_1"/><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>([^<]+)</w:t>`)

// alterFigure writes a document whose first figure has a 7 before it, and returns what it was.
func alterFigure(t *testing.T, from, to string) (was string) {
	t.Helper()
	editDocument(t, from, to, func(data []byte) []byte {
		at := firstFigure.FindSubmatchIndex(data)
		was = string(data[at[2]:at[3]])
		return slices.Concat(data[:at[2]], []byte("7"), data[at[2]:])
	})
	return was
}

// editDocument writes a document with its text edited.
func editDocument(t *testing.T, from, to string, edit func([]byte) []byte) {
	t.Helper()
	z, err := zip.OpenReader(from)
	must(t, err)
	defer z.Close()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		data, err := io.ReadAll(r)
		must(t, err)
		if f.Name == "word/document.xml" {
			data = edit(data)
		}
		w, err := out.Create(f.Name)
		must(t, err)
		_, err = w.Write(data)
		must(t, err)
	}
	must(t, out.Close())
	must(t, os.WriteFile(to, b.Bytes(), 0o600))
}
