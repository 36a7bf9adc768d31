package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

const (
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	rootRels     = `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="/xl/workbook.xml"/></Relationships>`
	workbookXML  = `<x:workbook xmlns:x="u" xmlns:r="v"><x:sheets><x:sheet name="表" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>`
	bookRels     = `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`
)

// build makes a workbook of one sheet with shared strings.
func build(t testing.TB, sheetXML, strings string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{{"[Content_Types].xml", contentTypes}, {"_rels/.rels", rootRels}, {"xl/workbook.xml", workbookXML},
		{"xl/_rels/workbook.xml.rels", bookRels}, {"xl/sharedStrings.xml", strings}, {"xl/worksheets/sheet1.xml", sheetXML}} {
		w, err := z.Create(p[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read opens a file and reads all its sheets.
func read(data []byte, name string, lim Limits) (*Book, *Grid, error) {
	b, err := Open(context.Background(), bytes.NewReader(data), int64(len(data)), name, lim)
	if err != nil {
		return nil, nil, err
	}
	var g *Grid
	for _, s := range b.Sheets {
		if g, err = s.Grid(context.Background()); err != nil {
			return b, nil, err
		}
	}
	return b, g, nil
}

const noStrings = `<sst/>`

// TestForms reads the ways in which producers write cells.
func TestForms(t *testing.T) {
	xml := `<?xml version="1.0"?><!-- <c r="Z9"><v>9</v></c> --><x:worksheet xmlns:x="u"><x:cols><x:col min="4" max="4" hidden="1"/></x:cols><x:sheetData>` +
		`<x:row><x:c><x:v>1</x:v></x:c><x:c t="s"><x:v>0</x:v></x:c><x:c t='inlineStr'><x:is><x:r><x:t>甲</x:t></x:r><x:rPh><x:t>jia</x:t></x:rPh><x:r><x:t>乙</x:t></x:r></x:is></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>` +
		`<x:row r="5" hidden="1"><x:c r="C5" t="str"><x:f>A1</x:f><x:v><![CDATA[a<b]]></x:v></x:c><x:c r="B5"><x:f>1+1</x:f></x:c><x:c r="A5" t="e"><x:v>#REF!</x:v></x:c></x:row>` +
		`<x:row r="3"><x:c r="A3"><x:v>796.5400000000001</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>`
	_, g, err := read(build(t, xml, `<sst><si><t xml:space="preserve"> a_x0041_&amp;&#x4E2D; </t></si></sst>`), "a.xlsx", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for ref, want := range map[string]string{"A1": "number 1", "B1": "text  aA&中 ", "C1": "text 甲乙", "D1": "bool 1", "A3": "number 796.5400000000001", "A5": "error #REF!", "B5": "blank ", "C5": "text a<b"} {
		row, col, _ := ParseRef(ref)
		if c := g.At(row, col); c.Type.String()+" "+c.Raw != want {
			t.Errorf("%s: %s %q, want %q", ref, c.Type, c.Raw, want)
		}
	}
	if c := g.At(5, 2); !c.HasFormula || c.Cached || !c.Hidden {
		t.Errorf("B5: %+v", c)
	}
	if d, err := Decimal15("796.5400000000001"); err != nil || d.String() != "796.54" {
		t.Errorf("to 15 digits: %s %v", d, err)
	}
	if !g.At(1, 4).Hidden || len(g.Merges) != 1 || g.MaxRow != 5 || g.MaxCol != 4 {
		t.Errorf("hidden %v, merges %v, %d × %d", g.At(1, 4).Hidden, g.Merges, g.MaxRow, g.MaxCol)
	}
}

// TestRefused names what a file really is.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name, data string
		reason     Reason
		says       string
	}{
		{"a.xlsx", "", NotSpreadsheet, "空文件"}, {"a.xlsx", "%PDF-1.4", NotSpreadsheet, "PDF"}, {"a.xlsx", "Rar!\x1a\x07", NotSpreadsheet, "RAR"},
		{"a.xlsx", "\xff\xd8\xff\xe0", NotSpreadsheet, "JPEG"}, {"a.xls", "<html><table></table></html>", Unsupported, "HTML"},
		{"a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + string(utf16le("Workbook")), Unsupported, ".xls"},
		{"a.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + string(utf16le("EncryptedPackage")), Encrypted, "密码"},
		{"a.xlsx", "PK\x03\x04 cut", Damaged, "压缩结构"}, {"~$a.xlsx", "\x05wang", LockFile, "临时文件"}, {"a.xlsx", "\x00\x01\x02\x03", NotSpreadsheet, "二进制"},
	} {
		_, _, err := read([]byte(c.data), c.name, DefaultLimits())
		var e *Error
		if !errors.As(err, &e) || e.Reason != c.reason || !strings.Contains(e.Error(), c.says) {
			t.Errorf("%q: %v, want %s %s", c.data, err, c.reason, c.says)
		}
	}
}

// TestDamage is never read as less data.
func TestDamage(t *testing.T) {
	row := func(cells string) string {
		return `<worksheet><sheetData><row r="1">` + cells + `</row></sheetData></worksheet>`
	}
	for name, xml := range map[string]string{
		"cut": `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>`, "mismatch": row(`<c r="A1"><v>1</w></c>`), "bad byte": row("<c r=\"A1\" t=\"str\"><v>\xff</v></c>"),
		"control": row("<c r=\"A1\" t=\"str\"><v>\x01</v></c>"), "entity": row(`<c r="A1" t="str"><v>&lol;</v></c>`), "doctype": `<!DOCTYPE a [<!ENTITY lol "x">]>` + row(""),
		"no such string": row(`<c r="A1" t="s"><v>3</v></c>`), "no number": row(`<c r="A1"><v>abc</v></c>`), "twice": row(`<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>`),
		"wrong row": row(`<c r="A2"><v>1</v></c>`), "no sheet": `<other/>`, "far row": `<worksheet><sheetData><row r="99999999"/></sheetData></worksheet>`,
	} {
		_, _, err := read(build(t, xml, noStrings), "a.xlsx", DefaultLimits())
		var e *Error
		if !errors.As(err, &e) || e.Reason != Damaged || e.Part != "xl/worksheets/sheet1.xml" {
			t.Errorf("%s: %v", name, err)
		}
	}
	data := build(t, row(`<c r="A1"><v>12345</v></c>`), noStrings)
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 0x55
		if _, g, err := read(bad, "a.xlsx", DefaultLimits()); err == nil && g != nil && g.At(1, 1).Raw != "12345" {
			t.Errorf("byte %d: read %q without an error", i, g.At(1, 1).Raw)
		}
		if _, _, err := read(data[:i], "a.xlsx", DefaultLimits()); err == nil && i > len("PK") {
			t.Errorf("cut at %d: read", i)
		}
	}
}

// TestLimits tries each limit at its value and beyond.
func TestLimits(t *testing.T) {
	var rows strings.Builder
	for r := 1; r <= 10; r++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><v>%d</v></c><c r="C%d" t="inlineStr"><is><t>%s</t></is></c></row>`, r, r, r, r, strings.Repeat("字", 20))
	}
	data := build(t, `<worksheet><sheetData>`+rows.String()+`</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells></worksheet>`, `<sst><si><t>a</t></si><si><t>b</t></si></sst>`)
	for name, c := range map[string]struct {
		set func(*Limits, int)
		at  int
	}{
		"file": {func(l *Limits, n int) { l.FileBytes = int64(n) }, len(data)}, "parts": {func(l *Limits, n int) { l.Parts = n }, 6},
		"rows": {func(l *Limits, n int) { l.Rows = n }, 10}, "columns": {func(l *Limits, n int) { l.Columns = n }, 3}, "cells": {func(l *Limits, n int) { l.Cells = n }, 20},
		"text": {func(l *Limits, n int) { l.TextRunes = n }, 20}, "strings": {func(l *Limits, n int) { l.SharedStrings = n }, 2}, "merges": {func(l *Limits, n int) { l.Merges = n }, 2},
		"sheets": {func(l *Limits, n int) { l.Sheets = n }, 1}, "depth": {func(l *Limits, n int) { l.Depth = n }, 6},
	} {
		for _, d := range []int{0, 1, -1} {
			lim := DefaultLimits()
			c.set(&lim, c.at+d)
			_, _, err := read(data, "a.xlsx", lim)
			var e *Error
			switch {
			case d >= 0 && err != nil:
				t.Errorf("%s at its limit%+d: %v", name, d, err)
			case d < 0 && (!errors.As(err, &e) || e.Reason != OverLimit || e.Remedy == ""):
				t.Errorf("%s beyond its limit: %v", name, err)
			}
		}
	}
}

// TestText tells UTF-8 from GB18030 and finds the separator.
func TestText(t *testing.T) {
	for name, c := range map[string]struct{ data, want, encoding string }{
		"utf-8": {"编码,指标\n1.1,招聘会", "招聘会", "UTF-8"}, "bom": {"\xef\xbb\xbf编码;指标\n1.1;招聘会", "招聘会", "UTF-8"},
		"gb18030": {"\xb1\xe0\xc2\xeb\t\xd6\xb8\xb1\xea\n1.1\t\xd5\xd0\xc6\xb8\xbb\xe1", "招聘会", "GB18030"},
	} {
		b, g, err := read([]byte(c.data), "a.csv", DefaultLimits())
		if err != nil || g.At(2, 2).Raw != c.want || b.Encoding != c.encoding {
			t.Errorf("%s: %v %v", name, err, b)
		}
	}
}

// FuzzOpen never panics; what is read holds no number that is none.
func FuzzOpen(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`), []byte(noStrings))
	f.Add([]byte(`<worksheet><sheetData><row r="2"><c r="B2" t="s"><v>0</v></c></row></sheetData></worksheet>`), []byte(`<sst><si><t>a</t></si></sst>`))
	f.Fuzz(func(t *testing.T, sheetXML, strings []byte) {
		_, g, err := read(build(t, string(sheetXML), string(strings)), "a.xlsx", DefaultLimits())
		if err != nil || g == nil {
			return
		}
		for _, n := range g.Rows() {
			for _, c := range g.Row(n) {
				if c.Type == Number {
					if _, err := Decimal15(c.Raw); err != nil {
						t.Errorf("%s: %v", c.Ref(), err)
					}
				}
			}
		}
	})
}
