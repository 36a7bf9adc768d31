// Package act holds what people do (acts) and what follows from it: the kinds of
// acts, their documents, and the state of a period, folded from its acts in their
// order. It is pure: no files, no SQL, no clock. Whatever a person does is one act
// in the chain; everything else is a function of the chain.
//
// An act that a state does not allow is a *Refusal, which names the reason as a code
// (for programs) and says it with its remedy in Chinese (for people).
package act

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"huibao"
)

// Kind is what sort of act it is: the word that stands in the chain.
type Kind string

// The kinds of acts. A fold passes over kinds that it does not know.
const (
	PlanChanged Kind = "方案"   // plan.xlsx holds other content
	Issued      Kind = "下发"   // a blank return was made for a unit
	HandIn      Kind = "报送"   // a file was handed in, or its content is another
	Caught      Kind = "查出病毒" // a file that came by the portal holds a virus: it is kept, and is no 报送
	Withdraw    Kind = "撤件"   // what lay at a path is there no more
	Register    Kind = "登记"   // 收到.csv says otherwise than the hand-in did
	Accept      Kind = "认可"   // the office accepts a finding
	Refuse      Kind = "不认可"  // the office does not take an explanation
	Prefer      Kind = "以此为准" // of several versions this one
	LeaveOut    Kind = "不采用"  // a row or a return does not count
	Waive       Kind = "不等"   // a unit is not waited for
	Explain     Kind = "说明"   // a unit explains a finding outside its workbook
	Undo        Kind = "撤销"   // takes a decision back
	Publish     Kind = "印发"   // an edition was sent out under a number
	Remark      Kind = "批注"   // what the office typed into a draft workbook
	Lock        Kind = "锁定"   // closes a period: an edition
	Unlock      Kind = "解锁"   // opens it again for a unit, or as a whole
	Ran         Kind = "运行"   // a run wrote its outputs
	Upgraded    Kind = "升级"   // the ledger's format was changed
	Granted     Kind = "授权"   // what a person may do in the portal, as a whole
	Reminded    Kind = "催报"   // units are reminded of what they owe, on an occasion
	Delivered   Kind = "催送"   // a reminder is being sent, and what came of it
	Submit      Kind = "提交"   // a unit's clerk hands a version of its return on to be signed
	Review      Kind = "复核"   // the unit's 审核人 agrees
	Sign        Kind = "签发"   // the unit's 负责人 signs: it is reported
	Receive     Kind = "验收"   // the office has looked at what was reported
	Recall      Kind = "撤回"   // who signed last takes it back, before the next one signs
	SendBack    Kind = "退改"   // a higher level gives it back to be mended
	Propose     Kind = "拟办"   // one of the office prepares an act that another takes
	Drop        Kind = "不办"   // what was prepared is not done
	Set         Kind = "设置"   // how the office wants it: what counts, who signs
)

// IsDecision reports whether the office decides something by the act, so that it may
// be taken back.
func (k Kind) IsDecision() bool {
	switch k {
	case Accept, Refuse, Prefer, LeaveOut, Waive, Explain:
		return true
	}
	return false
}

// said are the kinds by which people are granted or told something: no period is another for
// them.
var said = []Kind{Granted, Reminded, Delivered}

// Waiting are the kinds after which a period still comes to what it was judged to come to last:
// what is said to people, given out, prepared, or came in and no run has seen. Of signatures and
// settings it is State.CountedBy that says which change it.
func Waiting() []Kind {
	return append([]Kind{Issued, HandIn, Caught, Withdraw, Register, Propose, Drop, Submit, Review, Sign, Receive, Recall, SendBack, Set}, said...)
}

// rejudges reports whether a run would make something of an act, wherever it is from. What
// counts (CountedBy) is said by some acts of other kinds.
func (k Kind) rejudges() bool { return k.IsDecision() || k == Undo || k == HandIn || k == Register }

// Act is one thing that somebody did. N is its place in the chain, the only order of
// acts; At and Who are the actor's. Object is what it was done to: a path, the hash
// of a file, a finding's id, a unit, an edition. Doc is one of the documents of this
// package as JSON.
type Act struct {
	N            int
	At           time.Time
	Who          string
	Kind         Kind
	Period       huibao.Period
	Unit, Object string
	Note         string
	Doc          json.RawMessage
}

// Day is the day of the act at UTC+8.
func (a Act) Day() huibao.Date { return huibao.DateOf(a.At) }

// Into decodes the act's document; a field that it does not have is an error, so that
// nothing that was recorded is passed over.
func (a Act) Into(doc any) error {
	dec := json.NewDecoder(bytes.NewReader(a.Doc))
	dec.DisallowUnknownFields()
	err := dec.Decode(doc)
	if err != nil && json.Unmarshal(a.Doc, doc) == nil {
		return fmt.Errorf("台账第 %d 条记录（%s）有这个版本的程序不认识的内容，多半是较新的版本写的，请用较新的版本打开", a.N, a.Kind)
	}
	if err == nil && dec.More() {
		err = errors.New("后面还有别的内容")
	}
	if err != nil {
		return fmt.Errorf("台账第 %d 条记录（%s）无法读取：%w", a.N, a.Kind, err)
	}
	return nil
}

// New is an act with its document, not yet in the chain.
func New(kind Kind, object string, doc Document) Act {
	data, err := json.Marshal(doc)
	if err != nil {
		panic("act: " + err.Error()) // documents are structs of texts and numbers
	}
	w := doc.where()
	return Act{Kind: kind, Period: w.Period, Unit: w.Unit, Object: object, Note: doc.reason(), Doc: data}
}
