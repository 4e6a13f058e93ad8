"""The contenders of a comparison. Each answers turn() with a list of figures, one for each workload."""

import multiprocessing
import os
import statistics
import time


def figures(name, times, texts):
    """times [calls][repeats] in seconds, texts [calls]: the figures as `lathe-cli bench` defines them."""
    every = sorted(seconds for call in times for seconds in call)
    at = 0.95 * (len(every) - 1)
    low = int(at)
    p95 = every[low] + (at - low) * (every[min(low + 1, len(every) - 1)] - every[low])
    return {"workload": name, "calls": len(every), "medianMs": 1e3 * statistics.median(every), "p95Ms": 1e3 * p95,
            "textsPerSecond": sum(texts) / sum(statistics.median(call) for call in times)}


def padded(rows, pad):
    import numpy

    ids = numpy.full((len(rows), max(map(len, rows))), pad, dtype=numpy.int64)
    mask = numpy.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, :len(row)] = row
        mask[at, :len(row)] = 1
    return ids, mask


def measure(runtime, calls, seconds):
    """Every call at least once, one alone at least three times, then again in order until the time is over."""
    runtime.logits(calls[0])  # back into the caches
    times = [[] for _ in calls]
    end = time.perf_counter() + seconds
    done = 0
    while done < max(len(calls), 3) or time.perf_counter() < end:
        began = time.perf_counter()
        runtime.logits(calls[done % len(calls)])
        times[done % len(calls)].append(time.perf_counter() - began)
        done += 1
    return times


def serve(pipe, name, checkpoint, files, threads, workloads, pad):
    from runtimes import RUNTIMES

    runtime = RUNTIMES[name](checkpoint, files, threads)
    prepared = [[runtime.inputs(*padded(rows, pad)) for rows in workload["calls"]] for workload in workloads]
    # Everything once: kernels are compiled for each new shape, and the answers tell whether this is the same model.
    pipe.send((runtime.size_bytes, [[runtime.logits(inputs).tolist() for inputs in calls] for calls in prepared]))
    while (seconds := pipe.recv()) is not None:
        pipe.send([figures(workload["name"], measure(runtime, calls, seconds), [len(rows) for rows in workload["calls"]])
                   for workload, calls in zip(workloads, prepared)])


class Peer:
    """A Python runtime in a process of its own, which sleeps in a read between its turns."""

    def __init__(self, name, checkpoint, files, threads, workloads, pad):
        from runtimes import RUNTIMES

        self.name, self.title = name, RUNTIMES[name].title
        os.environ["OMP_NUM_THREADS"] = str(threads)
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, daemon=True, args=(
            theirs, name, str(checkpoint), str(files), threads, workloads, pad))
        self.process.start()
        theirs.close()
        self.size_bytes, self.answers = self.pipe.recv()

    def flat_answers(self):
        return [logits for calls in self.answers for call in calls for logits in call]

    def turn(self, seconds):
        self.pipe.send(seconds)
        return self.pipe.recv()

    def close(self):
        self.pipe.send(None)
        self.process.join()
