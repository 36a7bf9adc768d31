package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/quote"
	"huibao/internal/regexp"
)

// saidOf asks about a figure by what a text that stands at a place says of it.
func saidOf(s *scope, p pair, text, where string) (hit, bool) {
	if text = strings.TrimSpace(chosen(text)); text == "" {
		return hit{}, false
	}
	if n := utf8.RuneCountInString(text); n > mostCharacters {
		return tooLong(p, saidField(p), text, where, fmt.Sprintf("%d 字", n)), p.Kind != huibao.KindMilestone && hasFigure(p)
	}
	if h, is := correctedIn(s, p, text, where); is {
		return h, true
	}
	if h, is := untilEarlier(s, p, text, where); is {
		return h, true
	}
	if h, is := doubtedIn(s, p, text, where); is {
		return h, true
	}
	n, list := noteOf(s, p), doubt.Clauses(text)
	if h, is := n.inParts(list, text, where); is {
		return h, true
	}
	if h, is := n.toldOtherwise(text, where); is {
		return h, true
	}
	return n.unexplained(list, text, where)
}

// unexplained asks about a figure by a clause of its note that what is known of the row does not explain.
func (n rowNote) unexplained(list []doubt.Clause, note, where string) (hit, bool) {
	p := n.p
	switch {
	case noneCounted(p):
		return n.notNone(list, note, where)
	case p.Kind == huibao.KindMilestone, !hasFigure(p), fallen(p):
		return hit{}, false
	}
	if told := len(numberIn.FindAllString(note, -1)); told > mostNumbers || len(list) > mostClauses {
		return tooLong(p, n.field, note, where, fmt.Sprintf("%d 句，%d 个数", len(list), told)), true
	}
	rest := monthDay.ReplaceAllString(note, "")
	n.known, n.alone = n.figures(), len(numberIn.FindAllString(rest, -1)) == 1 && !besides.MatchString(numberIn.ReplaceAllString(rest, ""))
	n.listed = n.listing(list)
	left, light := false, doubt.Light(note)
	n.sound = doubt.Sound(note)
	for i, c := range list {
		if left = n.ofRest(c.Text, left && !c.Begins); left || !n.ofItself(list, i) && (!n.asks(c, list[:i]) || light && !n.numbered(c.Text) && !notVouched.MatchString(c.Text) && !doubt.Asks(c.Text, n.own)) {
			continue
		}
		return openClause(p, n.field, note, c.Text, where), true
	}
	if n.heavy(list, note) {
		return openClause(p, n.field, note, heaviest(list), where), true
	}
	return hit{}, false
}

// heavy reports whether a note reads like those that doubt their figure, without what of it is of no part of the figure.
func (n rowNote) heavy(list []doubt.Clause, note string) bool {
	rest := withoutCertain(n.withoutApart(note), list)
	for _, c := range list {
		if nextSteps.MatchString(c.Text) || n.ofYears(c.Text) || n.ownMeasure(c.Text) {
			rest = withoutClause(rest, c.Text)
		}
	}
	return doubt.HeavyBeside(rest, n.own) && !n.shortOfOthers(note)
}

// nextSteps begins a clause of what will be done about a matter; what stands behind it may be of the figure.
var nextSteps = regexp.MustCompile(`^(?:下一?步|下一?阶段|今后|接下来)`)

// shortOfOthers reports whether a short note tells numbers none of which is of a part of the figure: what they are is for the rules.
func (n rowNote) shortOfOthers(note string) bool {
	note = width.Fold.String(note)
	if utf8.RuneCountInString(note) >= doubt.LeastWeighed || !numberIn.MatchString(note) {
		return false
	}
	numbers, _ := n.numbers(note)
	return !slices.ContainsFunc(numbers, func(k toldNumber) bool { return !k.bare && !n.isFigure(k.value) && !n.beyond(k.value) })
}

// someDone is in a note that says that something was done, told or counted all the same.
var someDone = regexp.MustCompile(`其实|实际上?|先不?[报填]|没敢?[报填统录算]|未[报填统录]|压[着下一]|下[个]?月[再一]?[起并]?[报填]|漏|忘|已经?[^,，。；;未没不]{0,6}(?:开|用|吃|住|装|建成|做|办|完|发|交|验|领|通)|(?:有|做|办|发|装)了`)

// notNone asks about a 0 beside a note that reads like those that doubt their figure, and says that something was done:
// why there is none is said in many words that would doubt another figure, so that no single one is asked about.
func (n rowNote) notNone(list []doubt.Clause, note, where string) (hit, bool) {
	if utf8.RuneCountInString(note) < doubt.LeastWeighed || !someDone.MatchString(note) || !n.heavy(list, note) {
		return hit{}, false
	}
	h := besideFigure(n.p, n.field, note, heaviest(list), where)
	h.message += "，是不是没有还不知道。"
	h.remedy = "请说明这一句与所填的 0 是什么关系；有已经完成的，请按核实过的数填"
	return h, true
}

// notVouched is in a clause of what nobody has signed, accepted, checked or handed in, which no true tone of the rest outweighs.
var notVouched = regexp.MustCompile(`[未没不]\p{Han}{0,2}(?:签|验|核|报|交|齐|全)|^(?:正在?|尚|还|均|都|仍|目前)*等?待\p{Han}{0,4}验收?$`)

// numbered reports whether a clause tells a number of what the row counts.
func (n rowNote) numbered(text string) bool {
	list, _ := n.numbers(spokenDigits(text))
	return len(list) > 0
}

// openClause asks how a clause of a note stands to the figure: at the note's own cell where the row of our form has several
// figures and the clause may be of any, for pointed at one of them it would ask about that.
func openClause(p pair, field huibao.Field, note, clause, where string) hit {
	h := besideFigure(p, field, note, clause, where)
	h.message += unknownIn
	if at := p.r.At(huibao.FieldNote); where == inNote && at.Cell != "" && !p.r.ByName && (p.Kind == huibao.KindRate || p.Kind == huibao.KindStandard) {
		h.place, h.message = at, fmt.Sprintf("%s：%s 的说明里写着%s，不知与本行哪个数有关%s", at, p.Code, quote.Text(clause), unknownIn)
	}
	return h
}

// besideFigure is the beginning of a question about a figure beside which a clause stands.
func besideFigure(p pair, field huibao.Field, note, clause, where string) hit {
	at := p.r.At(field)
	return hit{place: at, code: p.Code, found: quote.Visible(note), severity: huibao.Error, holds: true, remedy: "请说明这一句与所填的数是什么关系，并只填核实过的、已经完成的数；与所填的数无关的，请改正说明",
		message: fmt.Sprintf("%s：填的是 %s，%s却写着%s", at, p.r.Quantity(field), where, quote.Text(clause))}
}

const (
	// inNote says that a clause stands in the row's own note.
	inNote = "说明里"
	// unknownIn ends what is said of a figure beside an open clause.
	unknownIn = "，能不能计入还不知道。"
)

// heaviest is the clause that reads most like a doubt.
func heaviest(list []doubt.Clause) string {
	if len(list) == 0 {
		return ""
	}
	return slices.MaxFunc(list, func(a, b doubt.Clause) int { return doubt.Weight(a.Text) - doubt.Weight(b.Text) }).Text
}

// tooLong asks about a figure beside which so much is written that nobody can tell what of it is of the figure.
func tooLong(p pair, field huibao.Field, note, where, much string) hit {
	at := p.r.At(field)
	return hit{place: at, code: p.Code, found: quote.Visible(note), severity: huibao.Error, holds: true, remedy: "请把与这一行的数有关的话写在前面，写得简短；清单另附",
		message: fmt.Sprintf("%s：%s写得太长（%s），看不出与所填的 %s 是什么关系。", at, where, much, p.r.Quantity(field))}
}

// mostCharacters, mostNumbers and mostClauses bound what a note may say: nobody reads more of it against one
// figure, and each takes up to a millisecond.
const mostCharacters, mostNumbers, mostClauses = 1500, 60, 300

// rowNote is a row as its note is read against it.
type rowNote struct {
	s          *scope
	p          pair
	field      huibao.Field
	own, named string            // its own words; named has not those of money, which every standard has
	known      []decimal.Decimal // its figures, and what they differ by
	listed     map[string]bool   // the clauses whose numbers, together, are its figure
	toldInAll  int               // how many numbers its note has in its measure
	sound      bool              // the note reads by far like those that doubt nothing
	alone      bool              // the note has one number, besides its days and months
}

// hasFigure reports whether a row holds a figure other than 0 of the period.
func hasFigure(p pair) bool {
	switch p.Kind {
	case huibao.KindCount:
		this, known := p.r.Quantity(huibao.FieldThis).Decimal()
		cum, also := p.r.Quantity(huibao.FieldCumulative).Decimal()
		return known && !this.IsZero() || also && !cum.IsZero()
	case huibao.KindRate:
		return p.r.Quantity(huibao.FieldNumer).IsNumber()
	}
	if p.Kind == huibao.KindRelation {
		return p.r.Quantity(saidField(p)).IsNumber()
	}
	return p.Kind == huibao.KindStandard
}

// noneCounted reports whether a count has a 0 of the period, and none before it.
func noneCounted(p pair) bool {
	this, known := p.r.Quantity(huibao.FieldThis).Decimal()
	return p.Kind == huibao.KindCount && known && this.IsZero() && !hasFigure(p) && !fallen(p)
}

// fallen reports whether the row's cumulative fell: its note says why, which H01 reads.
func fallen(p pair) bool {
	this, known := p.r.Quantity(huibao.FieldThis).Decimal()
	cum, a := p.r.Quantity(huibao.FieldCumulative).Decimal()
	last, b := p.Prior.Values[huibao.FieldCumulative].Decimal()
	return known && this.Sign() < 0 || a && b && cum.LessThan(last)
}

func noteOf(s *scope, p pair) rowNote {
	n := rowNote{s: s, p: p, field: saidField(p), own: p.Name + "，" + p.Numerator + "，" + p.Denominator + "，" + p.Measure}
	for _, piece := range ownPieces.Split(p.DoneMeans, -1) {
		if !leavesOut.MatchString(piece) {
			n.own += "，" + piece
		}
	}
	n.named = n.own
	if p.Kind == huibao.KindStandard {
		n.field = huibao.FieldStandard
		n.own += "，资金，补贴，补助，津贴，发放，拨付，兑付，支付，款" // it is of money
	}
	return n
}

var (
	numberIn = regexp.MustCompile(`\d+(?:\.\d+)?`)
	ofTime   = regexp.MustCompile(`^(?:-|—|–|至|到|~|月|日|号|年|时|天|周|季|期|届|岁|点|个月|\.\d)`)
	monthDay = regexp.MustCompile(`(\d{1,2})月(?:(\d{1,2})[日号])?`)
	// movement is before a number of those that came or went, amongOf before that of which others are a
	// part, madeUpFor in what was put right for a month before.
	movement = regexp.MustCompile(`^[、和及,]?(?:\d{1,2}月|[本当]月|[本上]期)?(?:新[增批进]|进|退|退出|退保|调[进出入]|核销|死亡|注销|迁[入出]|转[入出]|减少|净[增减]|核减|取消资格|清退|清理|补发[^,]*|(?:20\d\d年)?(?:截至)?(?:\d{1,2}\s*[-—–至到])?\s*\d{1,2}月[底末份]?[^,其含的]{0,4}|不含[^,]*)$`)
	left     = regexp.MustCompile(`^[^,]{0,12}(?:不含|不包[括含]|[未没]包?含)`)
	amongOf  = regexp.MustCompile(`^(?:入户|排查|摸底|申请|评估|调查)?(\d+(?:\.\d+)?)\p{Han}{1,3}?中`)
	plainly  = regexp.MustCompile(`没[^有]|[也都先]算|算[上进在]`)
	stageOf  = regexp.MustCompile(`(?:申请|申报|报名|受理|意向|评估|签约|登记)$|^待`)
	another  = regexp.MustCompile(`^(?:[^是为系由,，]{0,3}(?:企业|单位|学校|乡镇|医院|机构|公司|部门)|村)`)
	servedOf = regexp.MustCompile(`^(?:累计|发放|享受|领取|救助)[^,]{0,4}(?:含|包括)了?已`)
	ofOthers = regexp.MustCompile(`[去上前]年|上[月期]|外[县省市]|重复|算`)
	doneOn   = regexp.MustCompile(`(\d{1,2})月(?:(\d{1,2})[日号])?(?:才|开|正式)*(?:结束|结业|开班|开学|举办|举行|完工|竣工|验收|领取|投用|启用|完成)`)
	notPaid  = regexp.MustCompile(`(?:未|没有?|还在|待)[^,]{0,4}(?:发|到账|打卡|打款|拨付|兑付|支付|财政)`)
	yearHeld = regexp.MustCompile(`(?:含|包括|包含)了?(20\d\d)年`)
	ofYear   = regexp.MustCompile(`(20\d\d)年[^,生]{0,6}(?:已|就|老|的|项目)`)
	// bornIn is the time of which people are that are counted, which is none of the counting.
	bornIn    = regexp.MustCompile(`(20\d\d)年(\d{1,2})月(?:\d{1,2}[日号])?(?:份|及)?(?:以[后前]|之[后前]|起)?(?:出?生|入学|参加工作|退役)`)
	madeUpFor = regexp.MustCompile(`补[报录发]|漏报|结转|不含|不包|未含|以?前购置`)
	// carriedOver is what was begun in another year and goes on; what was done then is none.
	carriedOver = regexp.MustCompile(`20\d\d年度?(?:结转|续建|跨年度?(?:续建|结转|项目|工程))[^完竣报]*$`)
	partOf      = regexp.MustCompile(`^\p{Han}{0,2}(?:[里中]|里[面头边]|当中|之中)有?$`)
	// oneEach is a rule by which nobody is counted twice.
	oneEach = regexp.MustCompile(`^[一每]个?\p{Han}{1,2}只\p{Han}{1,3}一[个次户人]`)
	// notCounted is a clause by which what was said before it is not in the figure.
	notCounted = regexp.MustCompile(`^(?:[均都也故就]|因此|所以|暂时?|此次|本[期月])*(?:没有?|未|不)(?:予以?)?(?:计算?|列|纳|算|统计|写|放|报)(?:[入进上在]|进去)?(?:分子|本[期月]|累计|数)?[内里中来去了]*面?$`)
	// unsignedPart is so many of the figure without the paper by which they count.
	unsignedPart = regexp.MustCompile(`^其中\d+[^,\d]{0,8}未签`)
	spoken       = regexp.MustCompile(`([一二两三四五六七八九十])([场次个户人所处台套件辆座])`)
)

// toldNumber is a number of a clause as it is told: between which words, and in which measure.
type toldNumber struct {
	value                   decimal.Decimal
	before, behind, measure string
	bare, within            bool // it has no measure; it is told as a part of the figure before it: 655人里有16人
	beside                  bool // the figure was told before it, and is smaller: 11户为3号楼，2号楼24户9月完工
}

// numbers are those of a clause in the row's measure, and whether it has others.
func (n rowNote) numbers(text string) (own []toldNumber, others bool) {
	from := 0
	for _, at := range numberIn.FindAllStringIndex(text, -1) {
		behind := text[at[1]:]
		if ofTime.MatchString(behind) || at[0] > 0 && strings.HasSuffix(text[:at[0]], "-") {
			continue
		}
		d, err := huibao.ParseDecimal(text[at[0]:at[1]])
		m, rest := leadingMeasure(behind)
		d, of := n.inRow(d, behind, m)
		if err != nil || !of {
			others = true
			continue
		}
		own = append(own, toldNumber{value: d, before: text[from:at[0]], behind: n.window(rest), measure: m, bare: m == ""})
		from = at[1] + len(m)
	}
	return own, others
}

// inRow is inRow of a part of a figure, which may be told in what its measure counts: 人 of 人次.
func (n rowNote) inRow(d decimal.Decimal, behind, m string) (decimal.Decimal, bool) {
	if m != "" && (m+"次" == n.p.Measure || n.p.Kind == huibao.KindStandard && slices.Contains(partMeasures, m)) {
		return d, true
	}
	if n.p.Kind == huibao.KindStandard && m == "" {
		return d, false
	}
	return inRow(n.p, d, behind)
}

// asks reports whether a clause is to be asked about; before are those before it.
func (n rowNote) asks(c doubt.Clause, before []doubt.Clause) bool {
	text := spokenDigits(c.Text)
	if certain(strings.TrimRight(c.Text, "。. ")) || oneEach.MatchString(c.Text) || notCounted.MatchString(c.Text) || n.underWay(text) || n.ownMeasure(text) {
		return false
	}
	if c.Elsof && !n.scheduled(text) && !n.amongThis(text) || n.ofYears(text) {
		return false
	}
	if n.p.Kind == huibao.KindRate && doubt.OfRate(text) && !n.soundPart(text) {
		return true
	}
	if c.Settled && !n.unpaid(text) {
		return false
	}
	numbers, others := n.numbers(text)
	if what, is := doubt.Holds(text, n.named, len(numbers) > 0); (is || n.ofRow(what) || n.ofYear(text)) && (n.holds(numbers, others) || doubt.HeldBesides(text)) {
		return true
	}
	if doubt.Beside(text, n.own) != "" && !(len(numbers) > 0 && unsignedPart.MatchString(text)) && !unvetted.MatchString(text) {
		return false
	}
	if len(numbers) == 0 && n.notOne(text, before) {
		return false
	}
	if len(numbers) == 0 {
		return n.wholly() && ((!others || plainly.MatchString(text)) && doubt.Doubted(text, n.own, false) != "" || n.endsLater(text))
	}
	if left.MatchString(text) || n.leftByNumber(text, numbers) {
		return false
	}
	if n.sum(numbers) || len(numbers) > 2 && anyFigure(n.p.r, numbers[0].value) && totalOf(numbers[1:]).Equal(numbers[0].value) || n.ofOther(text, before) || n.notOne(text, before) {
		return false
	}
	for i, k := range numbers {
		k.within = i > 0 && anyFigure(n.p.r, numbers[i-1].value) && partOf.MatchString(k.before) && !n.isBase(numbers[i-1].value)
		k.beside = n.moreThanThis(k) && n.toldWhole(before)
		if n.claimed(k) && !n.listed[c.Text] || !n.sound && n.partly(k, i == 0) {
			return true
		}
	}
	return false
}

// ofYear reports whether a clause says that the figure holds some of another year, and not that it was carried over from the one
// before, which is 上年结转.
func (n rowNote) ofYear(text string) bool {
	g := yearHeld.FindStringSubmatch(text)
	if g == nil || g[1] == strconv.Itoa(n.s.Form.Period.Year-1) && carriedOver.MatchString(text) {
		return false
	}
	return g[1] != strconv.Itoa(n.s.Form.Period.Year)
}

// ofRow reports whether what a figure is said to hold is named by another row, and not by its own.
func (n rowNote) ofRow(what string) bool {
	list := []rune(what)
	for i := 0; i+3 <= len(list); i++ {
		if run := string(list[i : i+3]); !strings.Contains(n.own, run) && len(list) > 3 {
			for _, row := range n.s.Form.Rows {
				if row.Code != n.p.Code && strings.Contains(row.Name, run) {
					return true
				}
			}
		}
	}
	return false
}

// scheduled reports whether a clause parts the row's own figure by a day after the cut-off, as it was planned.
func (n rowNote) scheduled(text string) bool {
	g := amongOf.FindStringSubmatch(text)
	if g == nil {
		return false
	}
	d, err := huibao.ParseDecimal(g[1])
	return err == nil && anyFigure(n.p.r, d) && n.otherMonth(text)
}
