package pdf

import (
	"slices"

	"huibao/internal/pdf/fonts"
)

// baseline is how far under the top of a line its baseline lies, in millimetres.
func baseline(size, pitch float64) float64 {
	em := size * mmPerPoint
	return (pitch-em)/2 + em*0.86
}

// Title sets a title, centred, 2号.
func (d *Doc) Title(text string) {
	d.Mark(text, 0)
	pitch := titleSize * mmPerPoint * 1.5
	for _, line := range d.balanced(d.clean(text), fonts.SemiBold, titleSize, d.width()) {
		d.room(pitch)
		w := d.textWidth(fonts.SemiBold, titleSize, line)
		d.draw(d.left()+(d.width()-w)/2, d.y+baseline(titleSize, pitch), line, ink{face: fonts.SemiBold, size: titleSize})
		d.y += pitch
	}
	d.y += pitch / 2
}

// wider is how much room other programs' typefaces may take of a line, and the spaces that
// they put between digits and characters.
const wider = 1.1

// TitleLines are the lines in which another program may set a title.
func (d *Doc) TitleLines(text string) []string {
	var list []string
	for _, line := range d.balanced(d.clean(text), fonts.SemiBold, titleSize, d.width()/wider) {
		list = append(list, string(trimBlank(line)))
	}
	return list
}

// balanced breaks a title into lines of about the same length, none longer than most.
func (d *Doc) balanced(text []rune, face fonts.Face, size, most float64) [][]rune {
	total := d.textWidth(face, size, text)
	n := 1
	for float64(n)*most < total {
		n++
	}
	var first [][]rune
	for width := total / float64(n); width < most; width += charPitch / 2 {
		lines := d.wrap(text, face, size, width, width)
		if len(lines) > n {
			continue
		}
		if !splitsWord(lines) {
			return lines
		}
		if first == nil {
			first = lines
		}
	}
	if first == nil {
		first = d.wrap(text, face, size, most, most)
	}
	return first
}

// titleWords are words of official titles that no line break should split.
var titleWords = []string{"民生", "实事", "任务", "落实", "方案", "进展", "情况", "通报", "专报", "公示", "更正", "关于", "工作", "推进", "完成", "报告", "督查", "人民", "政府", "年度", "重点", "项目"}

// splitsWord reports whether a line ends within such a word.
func splitsWord(lines [][]rune) bool {
	for i := range len(lines) - 1 {
		a, b := lines[i], lines[i+1]
		if len(a) > 0 && len(b) > 0 && slices.Contains(titleWords, string([]rune{a[len(a)-1], b[0]})) {
			return true
		}
	}
	return false
}

// Heading sets a heading of level 1 (一、) or 2 (（一）) on the grid.
func (d *Doc) Heading(level int, text string) {
	face := fonts.Hei
	if level > 1 {
		face = fonts.Kai
	}
	d.room(2 * linePitch)
	d.Mark(text, level)
	d.lines(text, face, 2*charPitch, false, nil)
}

// Para sets a paragraph on the grid, its first line indented by two characters; refs
// are what its figures are of.
func (d *Doc) Para(text string, refs ...string) { d.lines(text, fonts.Song, 2*charPitch, true, refs) }

// Plain sets a paragraph without an indent, such as 主送.
func (d *Doc) Plain(text string) { d.lines(text, fonts.Song, 0, true, nil) }

// Space leaves lines of the grid empty.
func (d *Doc) Space(lines int) { d.y += float64(lines) * linePitch }

// Closes says that the next paragraph is the last one, and that so many lines of the grid follow
// it: its last lines go with them, so that a signature stands on no page alone (GB/T 9704, 7.3.5).
func (d *Doc) Closes(lines int) { d.closing = lines }

// Keep begins a new page unless so many lines of the grid fit on this one.
func (d *Doc) Keep(lines int) { d.room(float64(lines) * linePitch) }

// Sign sets a line to the right, four characters in: 署名, 成文日期.
func (d *Doc) Sign(text string) {
	d.room(linePitch)
	runes := d.clean(text)
	w := d.textWidth(fonts.Song, bodySize, runes)
	d.draw(d.left()+d.width()-4*charPitch-w, d.y+baseline(bodySize, linePitch), runes, ink{face: fonts.Song, size: bodySize})
	d.y += linePitch
}

// lines sets text on the grid; justified lines but the last fill the width.
func (d *Doc) lines(text string, face fonts.Face, indent float64, justify bool, refs []string) {
	list := d.wrap(d.clean(text), face, bodySize, d.width()-indent, d.width())
	for i, line := range list {
		d.room(linePitch)
		if d.closing > 0 && i == lastTogether(len(list)) {
			d.room(float64(len(list)-i+d.closing) * linePitch)
			d.closing = 0
		}
		if i == 0 {
			d.began = len(d.pages)
		}
		d.refer(refs)
		x, room := d.left(), d.width()
		if i == 0 {
			x, room = x+indent, room-indent
		}
		line = trimBlank(line)
		k := ink{face: face, size: bodySize}
		if gap := room - d.textWidth(face, bodySize, line); justify && i < len(list)-1 && len(line) > 1 && gap > -1 && gap < 3*charPitch {
			k.space = gap / float64(len(line)-1)
		}
		d.draw(x, d.y+baseline(bodySize, linePitch), line, k)
		d.y += linePitch
	}
}

// lastTogether is from which of n lines on a paragraph stays with what follows it: two lines,
// one of a short one.
func lastTogether(n int) int {
	if n < 4 {
		return n - 1
	}
	return n - 2
}

// Small sets a line of small grey type, such as what a table's signs mean.
func (d *Doc) Small(text string) {
	for i, line := range d.wrap(d.clean(text), fonts.Song, smallSize, d.width(), d.width()) {
		d.room(smallPitch)
		if i == 0 {
			d.began = len(d.pages)
		}
		d.draw(d.left(), d.y+baseline(smallSize, smallPitch), line, ink{face: fonts.Song, size: smallSize, colour: [3]int{89, 89, 89}})
		d.y += smallPitch
	}
	d.y += 1
}

// Mark puts an entry into the document's outline.
func (d *Doc) Mark(text string, level int) {
	if len(d.marks) == 0 {
		level = 0
	} else if last := d.marks[len(d.marks)-1].level; level > last+1 {
		level = last + 1
	}
	d.marks = append(d.marks, bookmark{text: bmp(text), level: level, page: len(d.pages) - 1, y: d.y})
}

// AnnexTitle sets 附件n at the left and the annex's title in the middle under it.
func (d *Doc) AnnexTitle(label, title string) {
	const size, pitch = 16.0, 16.0 * mmPerPoint * 1.4
	d.Mark(label+" "+title, 0)
	head := d.clean(label)
	d.draw(d.left(), d.y+baseline(size, pitch), head, ink{face: fonts.Hei, size: size})
	text := d.clean(title)
	w := d.textWidth(fonts.SemiBold, size, text)
	d.draw(d.left()+(d.width()-w)/2, d.y+baseline(size, pitch), text, ink{face: fonts.SemiBold, size: size})
	d.y += pitch + 1
}
