package printers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// CUPS is a queue of this computer's print server. What it takes is handed over
// and no more: the server may print it later, half of it or never, and calls it
// completed all the same.
type CUPS struct {
	Queue string
	// Raw hands labels through as they are. Without it the server turns a
	// document, such as a PDF, into what the printer understands.
	Raw bool
}

// Open begins a job in the queue.
func (c CUPS) Open(context.Context) (io.ReadWriteCloser, error) {
	args := []string{"-d", c.Queue, "-t", "packwright"}
	if c.Raw {
		args = append(args, "-o", "raw")
	}
	cmd := tool("lp", args...)
	h := &handover{queue: c.Queue, cmd: cmd, ended: make(chan struct{})}
	cmd.Stderr = &h.said
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("print queue %s: %w", c.Queue, err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("print queue %s: %w", c.Queue, err)
	}
	h.in = in
	go func() {
		h.err = cmd.Wait()
		close(h.ended)
	}()
	return h, nil
}

// Answers is false.
func (c CUPS) Answers() bool { return false }

// spools asks the server how the queue is.
func (c CUPS) spools(ctx context.Context) Status {
	said, err := ask(ctx, "lpstat", "-a", c.Queue, "-p", c.Queue)
	if err != nil {
		return Status{Why: unreachable, Counter: -1}
	}
	st := Status{Why: unconfirmed, Mute: true, Counter: -1, Formats: -1, Remaining: -1}
	switch {
	case strings.Contains(said, "not accepting requests"):
		st.Known, st.Mute, st.Fault = true, false, "print queue takes no jobs"
	case strings.Contains(said, "disabled since"):
		st.Known, st.Mute, st.Fault = true, false, "print queue is stopped"
	}
	return st
}

// ask runs a program of the print server and returns what it says.
func ask(ctx context.Context, name string, args ...string) (string, error) {
	cmd := tool(name, args...)
	var out, wrong strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &wrong
	if err := cmd.Start(); err != nil {
		return "", err
	}
	stop := context.AfterFunc(ctx, func() { _ = cmd.Process.Kill() })
	defer stop()
	if err := cmd.Wait(); err != nil {
		return "", fmt.Errorf("%s: %w", or(strings.TrimSpace(wrong.String()), name), err)
	}
	return out.String(), nil
}

// tool is a program of the print server that speaks English and is not waited
// for by what it started.
func tool(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	cmd.WaitDelay = 300 * time.Millisecond
	return cmd
}

// handover is a job on its way into a queue.
type handover struct {
	queue string
	cmd   *exec.Cmd
	in    io.WriteCloser
	said  strings.Builder // complete once ended is closed
	err   error           // likewise
	ended chan struct{}
	close sync.Once
}

// Read has nothing to say.
func (h *handover) Read([]byte) (int, error) { return 0, io.EOF }

func (h *handover) Write(b []byte) (int, error) { return h.in.Write(b) }

// Drain says that the job is complete and waits until the server has it.
func (h *handover) Drain(ctx context.Context) error {
	if err := h.in.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return fmt.Errorf("print queue %s: %w", h.queue, err)
	}
	select {
	case <-h.ended:
	case <-ctx.Done():
		return fmt.Errorf("print queue %s: %w", h.queue, ctx.Err())
	}
	if h.err != nil {
		return fmt.Errorf("print queue %s: %s: %w", h.queue, strings.TrimSpace(h.said.String()), h.err)
	}
	return nil
}

// Close ends the program, also one that does not listen.
func (h *handover) Close() error {
	h.close.Do(func() {
		_ = h.in.Close()         // it may have ended
		_ = h.cmd.Process.Kill() // likewise
		<-h.ended
	})
	return nil
}
