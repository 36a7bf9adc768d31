package portal

import (
	"fmt"
	"net/http"
	"strings"

	"rsc.io/qr"

	"huibao/portal/desk"
)

// codeView is the page /me/code, and that of the second step of signing in.
type codeView struct {
	Problem, Secret, Square, Pending, Next string
	Size                                   int
}

// Around is the width of the square with its margins, in modules.
func (v codeView) Around() int { return v.Size + 8 }

// loginCode is the second step of signing in.
func (s *Server) loginCode(w http.ResponseWriter, r *request) error {
	f := r.PostForm
	v := codeView{Pending: f.Get("pending"), Next: localPath(f.Get("next"))}
	token, err := s.desk.SignInCode(r.Context(), v.Pending, f.Get("code"), s.address(r.Request))
	if status, sentence := s.problem(w, err); status != 0 {
		v.Problem = sentence
		s.render(w, r, status, "code", v)
		return nil
	}
	if err != nil {
		return err
	}
	return s.admit(w, r, token, v.Next)
}

// admit gives the browser its new session in the place of the one it had.
func (s *Server) admit(w http.ResponseWriter, r *request, token, next string) error {
	if r.person != nil {
		if err := s.desk.SignOut(r.Context(), r.person); err != nil {
			return err
		}
	}
	http.SetCookie(w, s.cookie(token))
	http.Redirect(w, r.Request, next, http.StatusSeeOther)
	return nil
}

func (s *Server) enrolPage(w http.ResponseWriter, r *request) error {
	if r.person.MustSet {
		http.Redirect(w, r.Request, "/me", http.StatusSeeOther)
		return nil
	}
	return s.showEnrol(w, r, http.StatusOK, s.desk.NewSecret(r.person), "")
}

// showEnrol shows a secret as a square and in letters.
func (s *Server) showEnrol(w http.ResponseWriter, r *request, status int, secret, problem string) error {
	square, err := qr.Encode(desk.SecretAddress(r.person, secret), qr.M)
	if err != nil {
		return err
	}
	var path strings.Builder
	for y := range square.Size {
		for x := range square.Size {
			if square.Black(x, y) {
				_, _ = fmt.Fprintf(&path, "M%d %dh1v1h-1z", x, y) // a Builder never fails
			}
		}
	}
	s.render(w, r, status, "enrol", codeView{Problem: problem, Secret: secret, Square: path.String(), Size: square.Size})
	return nil
}

func (s *Server) enrol(w http.ResponseWriter, r *request) error {
	if r.person.MustSet {
		return desk.ErrNotFound
	}
	f := r.PostForm
	token, err := s.desk.Enrol(r.Context(), r.person, f.Get("secret"), f.Get("code"))
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showEnrol(w, r, status, f.Get("secret"), sentence)
	}
	if err != nil {
		return err
	}
	http.SetCookie(w, s.cookie(token))
	http.Redirect(w, r.Request, "/", http.StatusSeeOther)
	return nil
}

// tried does what a form asks for, where it is to be proven once the person is. What the
// person is to mend is a status and a sentence; status 0 is that it was done, or an error.
func (s *Server) tried(w http.ResponseWriter, r *request, prove bool, do func() error) (status int, sentence string, err error) {
	if prove {
		if status, sentence, err = s.proven(w, r); status != 0 || err != nil {
			return status, sentence, err
		}
	}
	err = do()
	if status, sentence = s.problem(w, err); status != 0 {
		err = nil
	}
	return status, sentence, err
}

// proven takes the password again where the last proof is too old (S25); then the
// browser has a new session. The sentence says what is wrong with it, if anything.
func (s *Server) proven(w http.ResponseWriter, r *request) (status int, sentence string, err error) {
	if !s.desk.Stale(r.person) {
		return 0, "", nil
	}
	token, err := s.desk.Prove(r.Context(), r.person, r.PostForm.Get("proof"), r.PostForm.Get("code"))
	if status, sentence := s.problem(w, err); status != 0 {
		return status, sentence, nil
	}
	if err != nil {
		return 0, "", err
	}
	http.SetCookie(w, s.cookie(token))
	r.person, err = s.desk.Who(r.Context(), token, s.address(r.Request))
	return 0, "", err
}
