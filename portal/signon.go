package portal

import (
	"errors"
	"net/http"

	"huibao/internal/mask"
	"huibao/portal/desk"
)

// SignOnPath is where the city's provider sends browsers back to, below the origin.
const SignOnPath = "/login/oidc/back"

// signOnTime is how long the browser keeps what ties a sign-in together, in seconds.
const signOnTime = 10 * 60

// signOnCookie comes back when the provider sends the browser to us: Lax, unlike that of a
// session on plain http.
func (s *Server) signOnCookie(value string) *http.Cookie {
	c := &http.Cookie{Name: "hb-oidc", Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: signOnTime}
	if s.opt.Secure {
		c.Name, c.Secure = "__Host-hb-oidc", true
	}
	if value == "" {
		c.MaxAge = -1
	}
	return c
}

// signOn sends the browser to the city's provider.
func (s *Server) signOn(w http.ResponseWriter, r *request) error {
	next := localPath(r.URL.Query().Get("next"))
	if r.person != nil {
		http.Redirect(w, r.Request, next, http.StatusSeeOther)
		return nil
	}
	to, cookie, err := s.desk.BeginSignOn(next, s.address(r.Request))
	if err != nil {
		return s.notSignedOn(w, r, err, next)
	}
	http.SetCookie(w, s.signOnCookie(cookie))
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return nil
}

// signedOn takes the browser back. Who is signed in stays who he is: nobody is made another
// by a link.
func (s *Server) signedOn(w http.ResponseWriter, r *request) error {
	if r.person != nil {
		http.Redirect(w, r.Request, "/", http.StatusSeeOther)
		return nil
	}
	value := ""
	if c, err := r.Cookie(s.signOnCookie("x").Name); err == nil {
		value = c.Value
		http.SetCookie(w, s.signOnCookie(""))
	}
	e, next, err := s.desk.EndSignOn(r.Context(), value, r.URL.Query(), s.address(r.Request))
	next = localPath(next)
	switch {
	case err != nil:
		return s.notSignedOn(w, r, err, next)
	case e.Pending != "":
		s.render(w, r, http.StatusOK, "code", codeView{Pending: e.Pending, Next: next})
		return nil
	}
	return s.admit(w, r, e.Token, next)
}

// notSignedOn says on the login page why, and in the log what lies beneath.
func (s *Server) notSignedOn(w http.ResponseWriter, r *request, err error, next string) error {
	status, sentence := s.problem(w, err)
	if status == 0 {
		return err
	}
	var p *desk.Problem
	if errors.As(err, &p) && err.Error() != p.Sentence {
		s.opt.Log.Warn("not signed on", "error", mask.Text(err.Error()))
	}
	s.showLogin(w, r, status, loginView{Problem: sentence, Next: next})
	return nil
}
