"""The quick scan 'Hoe klaar ben je voor duaal?': its questions and its rules."""
