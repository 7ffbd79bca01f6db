package main

import (
	"context"
	"fmt"
	"net/url"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/text"
)

func stationAdd(f *flags) *cobra.Command {
	login := false
	c := &cobra.Command{
		Use: "add NAME", Short: "enter a station, also one that was revoked", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				if _, err := s.Do(ctx, stamp(w), store.AddStation{Name: args[0]}); err != nil || !login {
					return err
				}
				return f.giveLogin(cmd, s, w, args[0])
			})
		},
	}
	c.Flags().BoolVar(&login, "login", false, "and give it a login of its own to the database")
	return c
}

const stationLoginHelp = `Gives the station a login of its own to the database, or the login it has another
password, and prints it: once, for it is kept nowhere. With it a program can do
what that station can, on the orders that it has in hand, and nothing else. It
takes a role that owns the database and may make roles.`

func stationLogin(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "login NAME", Short: "give a station a login of its own, print its password once", Long: stationLoginHelp, Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				return f.giveLogin(cmd, s, w, args[0])
			})
		},
	}
}

func (f *flags) giveLogin(cmd *cobra.Command, s *store.Store, w station.ID, name string) error {
	c, err := f.load()
	if err != nil {
		return err
	}
	l, err := s.GiveLogin(cmd.Context(), stamp(w), name)
	if err != nil {
		return err
	}
	told := map[string]string{"station": name, "login": l.Name, "password": l.Password, "database": addressAs(c.Database, l)}
	if f.json {
		return printJSON(cmd.OutOrStdout(), told)
	}
	for _, what := range []string{"station", "login", "password", "database"} {
		fmt.Fprintf(cmd.OutOrStdout(), "%-8s %s\n", what, text.Line(told[what]))
	}
	return nil
}

// addressAs is the address of the database for that login.
func addressAs(address string, l store.Login) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	u.User = url.UserPassword(l.Name, l.Password)
	return u.String()
}

func stationRevoke(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "revoke NAME", Short: "shut a station out, at once: its login is taken and its connections end", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				ended, err := s.Shut(ctx, stamp(w), args[0])
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "station %s is shut out, connections ended: %d\n", text.Line(args[0]), ended)
				return nil
			})
		},
	}
}
