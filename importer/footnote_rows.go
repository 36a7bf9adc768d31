package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A note below a table may say of each of several signs what it means (注：①含在建的6户；②不含商演). Where every
// sign stands in rows that were read and nowhere else, what it means is said of these rows and of no other one.

// footSigns are signs by which such a note says of which rows it is; those of them that number nothing may stand in
// front of a name, too.
const (
	footSigns  = plainSigns + "①②③④⑤⑥⑦⑧⑨⑩"
	plainSigns = "*※★☆△▲#"
)

var (
	// footStart is what may stand in front of the first sign, and footBehind behind one.
	footStart  = regexp.MustCompile(`^(?:[备附]?注[:：]?|说明[:：]?)?(?:\d{1,2}[.、])?(?:带|标|有|注)?[“"]?`)
	footBehind = regexp.MustCompile(`^[”"]?(?:号|的|者)?(?:数据?|数字|项)?[:：、]?`)
	// ofAllRows are words of a piece that is not of the rows with its sign alone.
	ofAllRows = regexp.MustCompile(`全部|所有|[均皆]|其[余他它]|本表|以上|上述|各[项县乡镇]|合计|总计`)
)

// signed is what a note says of a sign.
type signed struct {
	sign rune
	text string
}

// signedPieces are the pieces of a note by their signs; nil where it holds anything else, or a sign twice.
func signedPieces(text string) (list []signed) {
	rest := text[len(footStart.FindString(text)):]
	for _, piece := range strings.FieldsFunc(rest, func(c rune) bool { return strings.ContainsRune(";；。", c) }) {
		piece = strings.TrimSpace(piece)
		sign, n := utf8.DecodeRuneInString(piece)
		said := piece[n:]
		said = said[len(footBehind.FindString(said)):]
		if !strings.ContainsRune(footSigns, sign) || said == "" || strings.ContainsAny(said, footSigns) || ofAllRows.MatchString(said) ||
			slices.ContainsFunc(list, func(x signed) bool { return x.sign == sign }) {
			return nil
		}
		list = append(list, signed{sign, said})
	}
	return list
}

// ofSignedRows adds what a note says of its signs to what is said beside the rows that bear them; it reports false, and
// adds nothing, where one may be of anything else.
func (r *reader) ofSignedRows(p page, row int, c sheet.Cell) bool {
	pieces := signedPieces(strings.Join(strings.Fields(fold(c.Raw)), ""))
	var all [][]*huibao.ReturnRow
	for _, x := range pieces {
		rows := r.rowsSigned(p, row, x.sign)
		if rows == nil {
			return false
		}
		all = append(all, rows)
	}
	for i, rows := range all {
		for _, read := range rows {
			said := string(pieces[i].sign) + pieces[i].text
			read.Remarks = append(read.Remarks, huibao.Remark{Kind: huibao.RemarkBeside, Text: said, Place: p.at(row, c.Col)})
			if doubtedTable(pieces[i].text, r.ofCounty()) && !leavesKind(pieces[i].text) {
				heldFigures(read, p.ref(row, c.Col)+"写着“"+said+"”")
			}
		}
	}
	return len(pieces) > 0
}

var (
	// leavingOut begins a piece that leaves something out, which may be rightly so: the row's note tells (check).
	leavingOut = regexp.MustCompile(`^(?:均|已|都)*(?:不含|不包[括含]|不计|未[计列纳]入)`)
	// partOut is in one that leaves out a place, a time, some, or so many, which were done all the same; areaKinds are
	// kinds, and no places.
	partOut   = regexp.MustCompile(`\d|[一二三四五六七八九十百千两几数]+[多余]?[人户个名台套件所座处场次批公]|[乡镇村县区市旗街屯组]|农场|林场|[月季旬周日天]|[本当今]年|[本当]期|新增|增加|部分|个别|少数|其[他它余]`)
	areaKinds = regexp.MustCompile(`(?:社|小|园|景|库|校)区`)
)

// leavesKind reports whether a piece leaves out nothing but a kind of things.
func leavesKind(text string) bool {
	return leavingOut.MatchString(text) && !partOut.MatchString(areaKinds.ReplaceAllString(text, ""))
}

// heldFigures takes back the figures of a row, each with why it is.
func heldFigures(row *huibao.ReturnRow, why string) {
	row.Values.Each(func(v *huibao.Value) {
		if v.Quantity.IsNumber() && v.Field != huibao.FieldTarget {
			figure := v.Quantity.String()
			holdBack(v, huibao.RemarkUnreadable, why+"\n"+figure)
		}
	})
}

// rowsSigned are the rows that bear a sign; nil where it stands anywhere else, or nowhere.
func (r *reader) rowsSigned(p page, note int, sign rune) (list []*huibao.ReturnRow) {
	if p.upright != nil {
		return nil
	}
	for _, n := range p.grid.Rows() {
		for _, c := range p.grid.Row(n) {
			raw := strings.Join(strings.Fields(fold(c.Raw)), "")
			if n == note || c.Type != sheet.Text || !strings.ContainsRune(raw, sign) {
				continue
			}
			rows := r.readAt(p, n)
			if len(rows) == 0 || !bearsSign(p, n, c, raw, sign) {
				return nil
			}
			list = append(list, rows...)
		}
	}
	return list
}

// bearsSign reports whether a cell bears a sign of its row: behind a name or a figure, alone behind other cells, or, of
// one that numbers nothing, in front.
func bearsSign(p page, n int, c sheet.Cell, raw string, sign rune) bool {
	if strings.Trim(raw, footSigns) == "" {
		return slices.ContainsFunc(p.grid.Row(n), func(x sheet.Cell) bool { return x.Col < c.Col && x.Type == sheet.Text })
	}
	behind := !strings.ContainsRune(strings.TrimRight(raw, footSigns), sign)
	front := strings.ContainsRune(plainSigns, sign) && !strings.ContainsRune(strings.TrimLeft(raw, plainSigns), sign)
	return behind || front
}

// readAt are the rows that were read from a row of a page, those that are asked about by their names among them.
func (r *reader) readAt(p page, n int) (list []*huibao.ReturnRow) {
	for _, rows := range [][]huibao.ReturnRow{r.ret.Rows, r.shorts} {
		for i := range rows {
			if rows[i].Sheet != p.Name {
				continue
			}
			for k := range rows[i].Parts {
				if rows[i].Parts[k].Row == n {
					list = append(list, &rows[i].Parts[k])
				}
			}
			if len(rows[i].Parts) == 0 && rows[i].Row == n {
				list = append(list, &rows[i])
			}
		}
	}
	return list
}
