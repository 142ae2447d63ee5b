"""The Record window, its on-screen piano, and the recorded phrase."""
