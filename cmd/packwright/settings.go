package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

func settingsCommand(f *flags) *cobra.Command {
	var bench string
	c := group("settings", "the rules of the house", settingsGet(f, &bench), settingsSet(f, &bench))
	c.PersistentFlags().StringVar(&bench, "station", "", "of one station; default: of the house")
	return c
}

func settingsGet(f *flags, bench *string) *cobra.Command {
	return &cobra.Command{
		Use: "get [KEY]", Short: "print one rule, or all that hold", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				set, err := s.Settings(ctx, w)
				if err != nil {
					return err
				}
				rules := rulesFor(set, *bench)
				if len(args) == 0 {
					return printJSON(cmd.OutOrStdout(), rules)
				}
				value, ok := fields(rules)[args[0]]
				if !ok {
					return unknownKey(args[0])
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s\n", value)
				return nil
			})
		},
	}
}

func settingsSet(f *flags, bench *string) *cobra.Command {
	return &cobra.Command{
		Use: "set KEY VALUE", Short: "change one rule; works in hand keep theirs", Args: exactly(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			value, err := valueFor(args[0], args[1])
			if err != nil {
				return err
			}
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				_, err := s.Do(ctx, stamp(w), store.Set{Station: *bench, Key: args[0], Value: value})
				return err
			})
		},
	}
}

// rulesFor is the rules that hold at a station, "" for the house: the defaults,
// what the house set, what was set for the station.
func rulesFor(set []view.Setting, bench string) station.Rules {
	rules := station.DefaultRules()
	for _, of := range []string{"", bench} {
		for _, x := range set {
			if x.Station == of {
				overlay(&rules, x.Key, json.RawMessage(x.Value))
			}
		}
	}
	return rules
}

// overlay sets one rule. A key that this version does not know is left alone.
func overlay(rules *station.Rules, key string, value json.RawMessage) {
	one, err := json.Marshal(map[string]json.RawMessage{key: value})
	if err == nil {
		err = json.Unmarshal(one, rules)
	}
	if err != nil {
		slog.Warn("setting left alone", "key", key, "error", err)
	}
}

// valueFor is the value as the rule's type, checked by the rules themselves.
func valueFor(key, value string) (json.RawMessage, error) {
	known, ok := fields(station.DefaultRules())[key]
	if !ok {
		return nil, unknownKey(key)
	}
	raw := json.RawMessage(value)
	if known[0] == '"' {
		quoted, err := json.Marshal(value)
		if err != nil {
			return nil, usage(err)
		}
		raw = quoted
	}
	rules := station.DefaultRules()
	one, err := json.Marshal(map[string]json.RawMessage{key: raw})
	if err == nil {
		err = json.Unmarshal(one, &rules)
	}
	if err != nil {
		return nil, failure{code: exitUsage, err: fmt.Errorf("%s cannot be %q", key, value), remedy: "It is " + string(known) + " by default."}
	}
	if err := rules.Check(); err != nil {
		return nil, usage(err)
	}
	return raw, nil
}

// fields are the rules by their names.
func fields(r station.Rules) map[string]json.RawMessage {
	m := map[string]json.RawMessage{}
	b, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		panic(err)
	}
	return m
}

func unknownKey(key string) error {
	return failure{code: exitUsage, err: fmt.Errorf("there is no rule %q", key), remedy: "packwright settings get prints them all."}
}
