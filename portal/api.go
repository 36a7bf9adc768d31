package portal

import (
	"bytes"
	"crypto/rand"
	_ "embed" // the description of the interface
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"huibao/internal/mask"
	"huibao/portal/desk"
)

// apiRoot is where programs ask. They are known by a token in a header alone, never by a
// cookie, so that no page of others can make a browser ask in somebody's name.
const apiRoot = "/api/"

//go:embed openapi.json
var openapi []byte

// apiError is every answer that is none: Code is for programs, Message for people.
type apiError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// The codes of errors of the interface.
const (
	codeToken   = "token"        // none, or one that does not hold
	codeMissing = "not-found"    // not there, or not for this token
	codeCross   = "cross-origin" // a browser asks for another site
	codeBody    = "bad-body"     // what was sent did not come whole
	codeLarge   = "too-large"    // over the limit
	codeRefused = "refused"      // what was asked can't be done; the message says why
	codeWait    = "too-many"     // later; Retry-After says when
	codeBroken  = "server"       // ours; the message has the number to quote
)

// answerAPI answers a program.
func (s *Server) answerAPI(w http.ResponseWriter, r *http.Request, to route) {
	req := &request{Request: r}
	defer func() {
		if x := recover(); x != nil {
			if x == http.ErrAbortHandler { //nolint:errorlint // it is passed on as it came
				panic(x)
			}
			s.brokenAPI(w, req, errors.New("panic"), "panic", x)
		}
	}()
	limit := max(to.body, maxForm)
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	if !to.who.anyone {
		token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		var err error
		req.person, err = s.desk.Bearer(r.Context(), token, s.address(r))
		switch status, sentence := s.problem(w, err); {
		case status != 0:
			s.failAPI(w, req, status, codeWait, sentence)
			return
		case err != nil:
			s.brokenAPI(w, req, err)
			return
		case req.person == nil:
			w.Header().Set("WWW-Authenticate", "Bearer")
			s.failAPI(w, req, http.StatusUnauthorized, codeToken, "没有令牌，或令牌已收回、过期；请向管理员要一个")
			return
		case !req.person.Has(to.who.roles...):
			s.missingAPI(w, req)
			return
		}
	}
	err := to.serve(s, w, req)
	var tooLarge *http.MaxBytesError
	status, sentence := s.problem(w, err)
	switch {
	case err == nil:
	case status == http.StatusTooManyRequests:
		s.failAPI(w, req, status, codeWait, sentence)
	case status == http.StatusRequestEntityTooLarge:
		s.failAPI(w, req, status, codeLarge, sentence)
	case status != 0:
		s.failAPI(w, req, status, codeRefused, sentence)
	case errors.Is(err, desk.ErrNotFound):
		s.missingAPI(w, req)
	case errors.As(err, &tooLarge):
		s.failAPI(w, req, http.StatusRequestEntityTooLarge, codeLarge, "一次传的太大，没有收下：最大 "+size(limit))
	case errors.Is(err, errCut):
		s.failAPI(w, req, http.StatusBadRequest, codeBody, "没有传完，没有收下；请再传一次，同一个文件不会算成两版")
	default:
		s.brokenAPI(w, req, err)
	}
}

// errCut is of a body that did not come whole.
var errCut = errors.New("portal: the body broke off")

// missingAPI is the one answer for what is not there and what is not for the token.
func (s *Server) missingAPI(w http.ResponseWriter, r *request) {
	if r.person != nil {
		if err := s.desk.Denied(r.Context(), r.person, r.Method+" "+r.URL.Path); err != nil {
			s.brokenAPI(w, r, err)
			return
		}
	}
	s.failAPI(w, r, http.StatusNotFound, codeMissing, desk.ErrNotFound.Error())
}

func (s *Server) brokenAPI(w http.ResponseWriter, r *request, err error, more ...any) {
	number := "E-" + rand.Text()[:8]
	s.opt.Log.Error("request failed", append([]any{"number", number, "method", r.Method, "path", mask.Text(r.URL.Path), "error", mask.Text(err.Error())}, more...)...)
	s.failAPI(w, r, http.StatusInternalServerError, codeBroken, "没有办成，是服务器的问题；收到的都在。请稍后再试，仍不行请把编号 "+number+" 告诉办公室")
}

func (s *Server) failAPI(w http.ResponseWriter, r *request, status int, code, sentence string) {
	s.say(w, r, status, apiError{code, sentence})
}

// say writes a JSON answer, whole or not at all.
func (s *Server) say(w http.ResponseWriter, r *request, status int, doc any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		s.opt.Log.Error("answer failed", "path", mask.Text(r.URL.Path), "error", mask.Text(err.Error()))
		status = http.StatusInternalServerError
		b.Reset()
		b.WriteString(`{"code":"` + codeBroken + `","message":"没有办成，是服务器的问题；请稍后再试"}` + "\n")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // the program went away: there is nobody to tell
}

// described serves the description of the interface.
func (s *Server) described(w http.ResponseWriter, _ *request) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, err := w.Write(openapi)
	return err
}

// handedIn is what came of a hand-in.
type handedIn struct {
	First     int    `json:"first"` // numbers of the acts
	Last      int    `json:"last"`
	Again     bool   `json:"again"` // the very same had been handed in just before: it counts once
	Verdict   string `json:"verdict"`
	Infected  int    `json:"infected,omitempty"`  // files that hold a virus
	Unscanned bool   `json:"unscanned,omitempty"` // a scanner was asked and did not say
}

// apiHandIn takes the files of a unit.
func (s *Server) apiHandIn(w http.ResponseWriter, r *request) error {
	began := s.desk.Now()
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	body, next := s.filesOf(w, r.Request)
	taken, err := s.desk.HandIn(r.Context(), r.person, p, r.PathValue("unit"), began, next)
	s.logScan(taken, err)
	var problem *desk.Problem
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &problem), errors.As(err, &tooLarge), errors.Is(err, desk.ErrNotFound):
		return err
	case body.broken(err):
		return errCut
	case err != nil:
		return err
	}
	status := http.StatusCreated
	if taken.Again {
		status = http.StatusOK
	}
	s.say(w, r, status, handedIn{taken.First, taken.Last, taken.Again, "/api/v1/returns/" + p.String() + "/" + r.PathValue("unit"), taken.Infected, taken.Unscanned != nil})
	return nil
}

// instant is a moment as programs read it; "" for none.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
