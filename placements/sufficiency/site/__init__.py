"""Where to open homes, recruit carers or buy the next places: over many possible futures, and tried out on others."""
