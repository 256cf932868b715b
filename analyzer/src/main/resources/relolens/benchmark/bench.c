/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a routine's loads and stores over layouts of pages, counts PMU events, and puts what relolens predicts beside.
 *
 *   ./bench [MEGABYTES]     power of two, 64 where nothing is said; pin it with taskset to a core of the kind named below
 *
 * Huge pages stand for "no translation cost"; scattered pages are visited with an odd step. The setting of write
 * streaming is firmware's: run this under each firmware, or each value of the register that it names.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/perf_event.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "events.h"
#include "prediction.h"

#define PAGE 4096UL
#define LINE 64UL
#define HUGE (2UL << 20)
#define ROUNDS 5

void relolens_pages(void *to, const void *from, unsigned long pages, unsigned long step);
void relolens_broken(void *to, const void *from, unsigned long pages, unsigned long step);

static const struct { uint64_t code; const char *name; } events[] = { EVENTS };
#define COUNT (sizeof(events) / sizeof(events[0]))

static const struct layout {
	const char *name;
	int huge, hop, broken;
} layouts[] = {
	{ "4K pages in a row", 0, 0, 0 },
	{ "4K pages scattered", 0, 1, 0 },
	{ "huge pages in a row", 1, 0, 0 },
	{ "huge pages scattered", 1, 1, 0 },
	{ "broken inside each line", 0, 0, 1 },
};
#define LAYOUTS (sizeof(layouts) / sizeof(layouts[0]))

static const double predicted[] = PREDICTED;
#ifdef PREDICTED_OFF
static const double predicted_off[] = PREDICTED_OFF;
#endif

static int counter(uint64_t code)
{
	struct perf_event_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.size = sizeof(attr);
	attr.type = PERF_TYPE_RAW;
	attr.config = code;
	attr.disabled = 1;
	attr.exclude_kernel = 1;
	attr.exclude_hv = 1;
	return (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

static unsigned char *buffer(size_t bytes, int huge)
{
	unsigned char *p = mmap(NULL, bytes + HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED) {
		perror("mmap");
		exit(2);
	}
	p = (unsigned char *)(((uintptr_t)p + HUGE - 1) & ~(HUGE - 1));
	if (madvise(p, bytes, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE))
		fprintf(stderr, "madvise: %s: pages are what the kernel gives\n", strerror(errno));
	return p;
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void once(const struct layout *l, unsigned char *to, const unsigned char *from, unsigned long pages)
{
	unsigned long step = l->hop ? (pages / 3) | 1 : 1;

	if (l->broken)
		relolens_broken(to, from, pages, step);
	else
		relolens_pages(to, from, pages, step);
}

static void check(const struct layout *l, const unsigned char *to, const unsigned char *from, size_t bytes)
{
	if (COPIES && !l->broken && memcmp(to, from, bytes)) {
		fprintf(stderr, "%s: the copy differs from its source\n", l->name);
		exit(1);
	}
}

static double best(const struct layout *l, size_t bytes, double *counts, int *missing)
{
	unsigned char *to = buffer(bytes, l->huge);
	unsigned char *from = buffer(bytes, l->huge);
	double lines = (double)bytes / LINE;
	double least = 0;
	size_t e;
	int i;

	for (size_t n = 0; n < bytes; n++)
		from[n] = (unsigned char)(n * 31 + (n >> 12));
	memset(to, 0x5a, bytes);
	once(l, to, from, bytes / PAGE);
	check(l, to, from, bytes);
	for (i = 0; i < ROUNDS; i++) {
		double start = seconds(), took;

		once(l, to, from, bytes / PAGE);
		took = seconds() - start;
		if (i == 0 || took < least)
			least = took;
	}
	for (e = 0; e < COUNT; e++) {
		int fd = counter(events[e].code);
		uint64_t value = 0;

		counts[e] = -1;
		if (fd < 0) {
			*missing = errno;
			continue;
		}
		ioctl(fd, PERF_EVENT_IOC_ENABLE, 0);
		once(l, to, from, bytes / PAGE);
		ioctl(fd, PERF_EVENT_IOC_DISABLE, 0);
		if (read(fd, &value, sizeof(value)) == (ssize_t)sizeof(value))
			counts[e] = (double)value / lines;
		close(fd);
	}
	munmap(to, bytes);
	munmap(from, bytes);
	return least * 1e9 / lines;
}

static void share(const char *what, const double *per_line)
{
	double raw = per_line[1] / per_line[0];
	double huge = per_line[3] / per_line[2];

	printf("%-24s scattered over in a row x%.2f, without translation x%.2f\n", what, raw, huge);
}

int main(int argc, char **argv)
{
	size_t megabytes = argc > 1 ? strtoul(argv[1], NULL, 10) : 64;
	double counts[LAYOUTS][COUNT], took[LAYOUTS];
	int missing = 0;
	size_t e, l;

	if (megabytes < 2 || megabytes > 4096 || (megabytes & (megabytes - 1))) {
		fprintf(stderr, "usage: bench [MEGABYTES]   a power of two, 2 to 4096\n");
		return 2;
	}
	printf("%s, %zu MB; predicted for " CORE " on " BOARD "\nstreaming: " CONTROL "\n\n", ROUTINE, megabytes);
	printf("%-24s %8s %10s %10s\n", "", "ns/line", "cycles", "predicted");
	for (l = 0; l < LAYOUTS; l++) {
		took[l] = best(&layouts[l], megabytes << 20, counts[l], &missing);
		printf("%-24s %8.2f ", layouts[l].name, took[l]);
		if (counts[l][0] >= 0)
			printf("%10.2f", counts[l][0]);
		else
			printf("%10s", "-");
		printf(" %10.2f\n", predicted[l]);
	}
	printf("\nevents a line:%10s", "");
	for (l = 0; l < LAYOUTS; l++)
		printf(" %10zu", l + 1);
	printf("\n");
	for (e = 0; e < COUNT; e++) {
		printf("%-24s", events[e].name);
		for (l = 0; l < LAYOUTS; l++)
			if (counts[l][e] >= 0)
				printf(" %10.3f", counts[l][e]);
			else
				printf(" %10s", "-");
		printf("\n");
	}
	printf("\n");
	share("measured", took);
	share("predicted", predicted);
#ifdef PREDICTED_OFF
	share("predicted, streaming off", predicted_off);
#endif
	if (missing)
		printf("\nno PMU for some events (%s): times only; see /proc/sys/kernel/perf_event_paranoid\n",
		       strerror(missing));
	return 0;
}
