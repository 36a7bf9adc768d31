package desk

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"huibao/act"
	"huibao/ledger"
)

// How long a right password waits for its code, and for how long a proof counts for
// what asks for a new one (S25).
const (
	pendingLimit = 5 * time.Minute
	ProofLimit   = 15 * time.Minute
)

// Codes says who must have a second factor (S23).
type Codes int

// Who must have a second factor: nobody (tests, the demo), the office and the 管理员,
// or these and every 负责人.
const (
	NoCodes Codes = iota
	OfficeCodes
	AllCodes
)

// AskCodes sets who must have a second factor, before anybody is served.
func (d *Desk) AskCodes(c Codes) { d.codes = c }

func (d *Desk) needsCode(roles []act.Held) bool {
	p := Person{Roles: roles}
	return d.codes >= OfficeCodes && p.Has(act.Officer, act.Director, act.Keeper) || d.codes >= AllCodes && p.Has(act.Signer)
}

var (
	errCode  = &Problem{Sentence: "验证码不对，或者已经用过；请等手机上出现下一个再输入"}
	errStale = &Problem{Sentence: "登录已超过 15 分钟，请再输一次密码"}
	errLate  = &Problem{Sentence: "等得太久了，请重新登录"}
)

// pending says that the password of an account was right just now. Only a server of this
// ledger can have said it, and not of a password that was changed since.
func (d *Desk) pending(account, hash string, at time.Time) string {
	return d.sealed(strconv.FormatInt(at.Unix(), 10)+" "+account, hash)
}

// sealed is a text that goes through a browser and comes back as it was; only who has the key
// can have made it, for the one use.
func (d *Desk) sealed(text, use string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(text)) + "." + d.mark(text, use)
}

// mark is 43 characters that nobody can tell from the text who has not the key.
func (d *Desk) mark(text, use string) string {
	mac := hmac.New(sha256.New, d.key)
	mac.Write([]byte(text + "\x00" + use))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// unsealed is the text of what was sealed for a use, "" where none was.
func (d *Desk) unsealed(sealed, use string) string {
	text := sealedText(sealed)
	if !hmac.Equal([]byte(d.sealed(text, use)), []byte(sealed)) {
		return ""
	}
	return text
}

// sealedText is the text of what is sealed, if it is.
func sealedText(sealed string) string {
	head, _, _ := strings.Cut(sealed, ".")
	text, _ := base64.RawURLEncoding.DecodeString(head)
	return string(text)
}

// Note seals what a page is to say to a person, so that no link that others made says it.
func (d *Desk) Note(p *Person, text string) string { return d.sealed(text, "note "+p.ID) }

// Noted is what a page is to say to a person, "" where nobody sealed it for them.
func (d *Desk) Noted(p *Person, sealed string) string { return d.unsealed(sealed, "note "+p.ID) }

// SignInCode ends a sign-in that waits for a code.
func (d *Desk) SignInCode(ctx context.Context, pending, code, address string) (string, error) {
	made, account, _ := strings.Cut(sealedText(pending), " ")
	seconds, err := strconv.ParseInt(made, 10, 64)
	at := time.Unix(seconds, 0)
	if err != nil || d.now().Sub(at) >= pendingLimit {
		return "", errLate
	}
	cred, known, err := d.credential(ctx, account)
	if err != nil {
		return "", err
	}
	if !known || !hmac.Equal([]byte(d.pending(account, cred.Hash, at)), []byte(pending)) {
		return "", errLate
	}
	if err := d.takeCode(ctx, account, code, address); err != nil {
		return "", err
	}
	return d.begin(ctx, account, address)
}

// credential is an account's that is in force; false where it is not.
func (d *Desk) credential(ctx context.Context, account string) (cred ledger.Credential, known bool, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		g, ok, err := v.GrantOf(account)
		if err != nil || !ok || g.Disabled {
			return err
		}
		cred, known, err = v.Credential(account)
		return err
	})
	return cred, known, err
}

// hasCode reports whether a person has a second factor.
func (d *Desk) hasCode(ctx context.Context, account string) (has bool, err error) {
	err = d.led.View(ctx, func(v *ledger.View) (err error) { _, has, err = v.Factor(account); return err })
	return has, err
}

// takeCode takes a code once, in one transaction with the note that it was taken.
func (d *Desk) takeCode(ctx context.Context, account, code, address string) error {
	if wait := d.guess.wait(d.now(), "code of "+account, address); wait > 0 {
		return &Problem{Sentence: "验证码试得太多了，请等一会儿再试", Wait: wait}
	}
	right := false
	err := d.led.Act(ctx, d.as(account), func(t *ledger.Tx) error {
		f, ok, err := t.Factor(account)
		if err != nil {
			return err
		}
		if step, fits := acceptCode(f.Secret, strings.ReplaceAll(code, " ", ""), d.now(), f.Step); ok && fits {
			f.Step, right = step, true
			return t.SetFactor(f)
		}
		return t.Saw(ledger.Access{Person: clip(account), What: "验证码不对", Address: address})
	})
	if err == nil && !right {
		return errCode
	}
	if right {
		d.guess.proved("code of " + account)
	}
	return err
}

// NewSecret is a secret for an app on a telephone, and the address that tells it.
func (d *Desk) NewSecret(p *Person) string { return secrets.EncodeToString(random(secretLength)) }

// SecretAddress is what an app reads from the square: whose secret it is, and of what.
func SecretAddress(p *Person, secret string) string {
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/huibao:" + p.ID, RawQuery: url.Values{"secret": {secret}, "issuer": {"huibao"}}.Encode()}
	return u.String()
}

// Enrol sets the person's second factor where there is none, once a first code proves
// that the app has its secret; all other sessions end.
func (d *Desk) Enrol(ctx context.Context, p *Person, secret, code string) (string, error) {
	if wait := d.guess.wait(d.now(), "code of "+p.ID, p.Address); wait > 0 {
		return "", &Problem{Sentence: "验证码试得太多了，请等一会儿再试", Wait: wait}
	}
	if key, err := secrets.DecodeString(secret); err != nil || len(key) != secretLength {
		return "", &Problem{Sentence: "密钥不完整；请刷新这一页，用新的再绑定一次"}
	}
	step, ok := acceptCode(secret, strings.ReplaceAll(code, " ", ""), d.now(), 0)
	if !ok {
		return "", &Problem{Sentence: "验证码不对；请看手机的时间准不准，再输入新出现的六位数"}
	}
	err := d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		if _, has, err := t.Factor(p.ID); err != nil {
			return err
		} else if has {
			return &Problem{Sentence: "已经绑定过验证码；换手机请办公室重置"}
		}
		return errors.Join(t.SetFactor(ledger.Factor{Person: p.ID, Secret: secret, Step: step}), t.EndSessions(p.ID, ""),
			t.Saw(ledger.Access{Person: p.ID, What: "绑定验证码", Address: p.Address}))
	})
	if err != nil {
		return "", err
	}
	d.guess.proved("code of " + p.ID)
	return d.begin(ctx, p.ID, p.Address)
}

// Stale reports whether what the person does next asks for a proof again (S25); of the demo's
// people there is none.
func (d *Desk) Stale(p *Person) bool {
	return d.now().Sub(p.made) >= ProofLimit && !d.shown(p.token)
}

// Prove takes password and code again and begins a new session instead of this one.
func (d *Desk) Prove(ctx context.Context, p *Person, password, code string) (string, error) {
	if err := d.rightPassword(ctx, p, password); err != nil {
		return "", err
	}
	if p.HasCode {
		if err := d.takeCode(ctx, p.ID, code, p.Address); err != nil {
			return "", err
		}
	}
	err := d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		return errors.Join(t.EndSession(p.ID, p.token), t.Saw(ledger.Access{Person: p.ID, What: "再次证明", Address: p.Address}))
	})
	if err != nil {
		return "", err
	}
	return d.begin(ctx, p.ID, p.Address)
}

// rightPassword holds the person's own password to the bounds of guessing.
func (d *Desk) rightPassword(ctx context.Context, p *Person, password string) error {
	if wait := d.guess.wait(d.now(), p.ID, p.Address); wait > 0 {
		return &Problem{Sentence: "试得太多了，请等一会儿再试", Wait: wait}
	}
	cred, known, err := d.credential(ctx, p.ID)
	if err != nil {
		return err
	}
	right, err := d.hash.matches(ctx, password, cmpHash(cred, known))
	switch {
	case err != nil:
		return err
	case !right || !known:
		return errors.Join(&Problem{Sentence: "现在的密码不对"}, d.saw(ctx, ledger.Access{Person: p.ID, What: "密码不对", Address: p.Address}))
	}
	d.guess.proved(p.ID)
	return nil
}

// cmpHash is what a password is compared with: nobody's, of an account that is not known.
func cmpHash(c ledger.Credential, known bool) string {
	if !known {
		return nobody
	}
	return c.Hash
}
