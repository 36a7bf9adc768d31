package portal

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"huibao"
	"huibao/internal/mask"
	"huibao/portal/desk"
)

// loginView is the page /login; Problem is "" at first.
type loginView struct {
	Problem, Account, Next string
	SignOn                 string // what people call the city's provider; "" where there is none
	SignOnDown             bool
	Day                    huibao.CalendarDay // of the period that is due
	Locked                 bool               // it is: nothing is due
}

func (s *Server) showLogin(w http.ResponseWriter, r *request, status int, v loginView) {
	v.SignOn, v.SignOnDown = s.desk.SignOnName()
	var err error
	if v.Day, v.Locked, err = s.desk.Due(r.Context()); err != nil { // whoever signs in does so all the same
		s.opt.Log.Warn("the period that is due", "error", mask.Text(err.Error()))
	}
	s.render(w, r, status, "login", v)
}

func (s *Server) cookie(value string) *http.Cookie {
	c := &http.Cookie{Name: "hb", Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode}
	if s.opt.Secure {
		c.Name, c.Secure, c.SameSite = "__Host-hb", true, http.SameSiteLaxMode
	}
	if value == "" {
		c.MaxAge = -1
	}
	return c
}

func (s *Server) token(r *http.Request) string {
	c, err := r.Cookie(s.cookie("x").Name)
	if err != nil {
		return ""
	}
	return c.Value
}

func (s *Server) loginPage(w http.ResponseWriter, r *request) error {
	next := localPath(r.URL.Query().Get("next"))
	if r.person != nil {
		http.Redirect(w, r.Request, next, http.StatusSeeOther)
		return nil
	}
	s.showLogin(w, r, http.StatusOK, loginView{Next: next})
	return nil
}

func (s *Server) login(w http.ResponseWriter, r *request) error {
	v := loginView{Account: r.PostForm.Get("account"), Next: localPath(r.PostForm.Get("next"))}
	e, err := s.desk.SignIn(r.Context(), v.Account, r.PostForm.Get("password"), s.address(r.Request))
	if status, sentence := s.problem(w, err); status != 0 {
		v.Problem = sentence
		s.showLogin(w, r, status, v)
		return nil
	}
	if err != nil {
		return err
	}
	if e.Pending != "" {
		s.render(w, r, http.StatusOK, "code", codeView{Pending: e.Pending, Next: v.Next})
		return nil
	}
	return s.admit(w, r, e.Token, v.Next)
}

// atThisMachine reports whether a browser calls us by a name of this machine: another's may be
// made to lead here, and its pages would speak for who sits before it.
func atThisMachine(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// forwarded reports whether a request came by a proxy, which may stand on this machine and speak for
// somebody far away: it says so, or asks as no browser does (nginx by HTTP/1.0, under a name of its
// own), or the page that was posted from is of a name that is not this machine's.
func forwarded(r *http.Request) bool {
	h := r.Header
	if from := h.Get("Origin"); from != "" && from != "null" {
		if u, err := url.Parse(from); err != nil || !atThisMachine(u.Host) {
			return true
		}
	}
	return !r.ProtoAtLeast(1, 1) || slices.ContainsFunc([]string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"}, func(name string) bool { return h.Get(name) != "" })
}

// demo makes the browser another of a demo's people; where this is none there is no such page.
func (s *Server) demo(w http.ResponseWriter, r *request) error {
	if !atThisMachine(r.Host) || forwarded(r.Request) {
		return desk.ErrNotFound
	}
	token, err := s.desk.EnterDemo(r.Context(), r.PostForm.Get("account"), s.address(r.Request))
	if err != nil {
		return err
	}
	return s.admit(w, r, token, "/")
}

// problem is the status and the sentence of what a person can mend; 0 of other errors.
func (s *Server) problem(w http.ResponseWriter, err error) (int, string) {
	var p *desk.Problem
	if !errors.As(err, &p) {
		return 0, ""
	}
	if p.Wait > 0 {
		seconds := int(p.Wait.Seconds()) + 1
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
		return http.StatusTooManyRequests, p.Sentence + "（" + again(s.desk.Now(), seconds) + "）"
	}
	if p.TooLarge {
		return http.StatusRequestEntityTooLarge, p.Sentence
	}
	if p.Moved {
		return http.StatusConflict, p.Sentence
	}
	return http.StatusUnprocessableEntity, p.Sentence
}

// again says when to try again: in seconds where one waits for it, else by the clock.
func again(now time.Time, seconds int) string {
	if seconds <= 120 {
		return strconv.Itoa(seconds) + " 秒后"
	}
	return now.Add(time.Duration(seconds)*time.Second + time.Minute - 1).Format("1月2日 15:04 以后")
}

func (s *Server) logout(w http.ResponseWriter, r *request) error {
	if err := s.desk.SignOut(r.Context(), r.person); err != nil {
		return err
	}
	http.SetCookie(w, s.cookie(""))
	http.Redirect(w, r.Request, "/login", http.StatusSeeOther)
	return nil
}

// meView is the page /me.
type meView struct {
	Problem       string
	Sessions      []desk.OwnSession
	Least, Most   int
	Idle, Longest int // in minutes, in hours
}

func (s *Server) me(w http.ResponseWriter, r *request) error {
	return s.showMe(w, r, http.StatusOK, "")
}

func (s *Server) showMe(w http.ResponseWriter, r *request, status int, problem string) error {
	list, err := s.desk.Sessions(r.Context(), r.person)
	if err != nil {
		return err
	}
	s.render(w, r, status, "me", meView{problem, list, desk.MinPassword, desk.MaxPassword, int(desk.IdleLimit.Minutes()), int(desk.SessionLimit.Hours())})
	return nil
}

func (s *Server) setPassword(w http.ResponseWriter, r *request) error {
	f := r.PostForm
	token, err := s.desk.SetPassword(r.Context(), r.person, f.Get("old"), f.Get("fresh"), f.Get("again"))
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showMe(w, r, status, sentence)
	}
	if err != nil {
		return err
	}
	http.SetCookie(w, s.cookie(token))
	http.Redirect(w, r.Request, "/", http.StatusSeeOther)
	return nil
}

func (s *Server) endSession(w http.ResponseWriter, r *request) error {
	if err := s.desk.EndSession(r.Context(), r.person, r.PostForm.Get("session")); err != nil {
		return err
	}
	http.Redirect(w, r.Request, "/me", http.StatusSeeOther)
	return nil
}
