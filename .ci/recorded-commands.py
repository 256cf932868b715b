#!/usr/bin/env python3
"""Writes commands.tsv of a fetched project: recorded-commands.py PROJECT DIRECTORY [LOG]; called by fetch-sources."""
import os
import re
import shlex
import sys

PROJECT, ROOT = sys.argv[1], sys.argv[2]


def assembly(*below):
    """Every .S below directories of the tree, in order, with slashes."""
    found = []
    for directory in below:
        for where, _, names in os.walk(os.path.join(ROOT, directory)):
            found += [os.path.relpath(os.path.join(where, n), ROOT) for n in names if n.endswith('.S')]
    return sorted(found)


def flags(words, file):
    """The options of a gcc command that say how, not what."""
    out = []
    words = iter(words)
    for word in words:
        if word in ('-MT', '-MF', '-MQ', '-o'):
            next(words)
        elif word not in ('-c', '-Werror', '-MD', '-MMD', '-MP', file) and not word.startswith('-Wp,-M'):
            out.append(word)
    return out


def tf_a(logs):
    seen = set()
    for line in (line for log in logs for line in open(log)):
        if line.startswith('aarch64-linux-gnu-gcc') and '.S ' in line:
            words = shlex.split(line)[1:]
            file = words[words.index('-c') + 1]
            key = (file, tuple(w for w in words if 'IMAGE_BL' in w or w.startswith('-DDEBUG=')))
            if file.endswith('.S') and not file.endswith('.ld.S') and key not in seen:
                seen.add(key)
                yield file, flags(words, file)


def kbuild():
    """Compilations that make V=1 left in .cmd files: file -> flags."""
    recorded = {}
    for where, _, names in os.walk(ROOT):
        for name in names:
            if name.startswith('.') and name.endswith('.o.cmd'):
                line = open(os.path.join(where, name)).readline()
                words = shlex.split(line.split(':=', 1)[1])[1:]
                files = [w for w in words if w.endswith('.S')]
                if files:
                    recorded[os.path.normpath(files[-1])] = flags(words, files[-1])
    return recorded


def u_boot():
    recorded = kbuild()
    # Files of other boards have no command of their own: they get a common one.
    usual = recorded['arch/arm/cpu/armv8/cache.S']
    for file in assembly('arch/arm', 'board', 'lib', 'drivers', 'common'):
        yield file, recorded.get(file, usual)


def edk2():
    # BaseTools make an AutoGen.h that includes Base.h and has the values of the PCDs a module names, preprocess with it, and
    # leave out what came from headers (Trim) before assembling.
    include = ['MdePkg/Include', 'MdePkg/Include/AArch64', 'MdePkg/Include/Library', 'ArmPkg/Include', 'ArmPlatformPkg/Include',
               'UefiCpuPkg/Include', 'MdePkg/Library/BaseRngLib', 'MdePkg/Library/BaseRngLib/AArch64', 'OvmfPkg/Include',
               'ArmPlatformPkg/PrePeiCore', 'ArmPlatformPkg/PrePi']
    os.makedirs(os.path.join(ROOT, 'AutoGen'), exist_ok=True)
    with open(os.path.join(ROOT, 'AutoGen/AutoGen.h'), 'w') as header:
        header.write('#include <Base.h>\n#include <Library/PcdLib.h>\n')
    for file in assembly(''):
        if 'aarch64' in file.lower():
            text = open(os.path.join(ROOT, file), errors='replace').read()
            pcds = re.findall(r'(?:Fixed)?PcdGet(\d+|Bool) *\((\w+)\)', text)
            values = [f'-D_PCD_{what}={value}' for size, name in sorted(set(pcds)) for what, value in (
                (f'VALUE_{name}', '0x1000'), (f'GET_MODE_{size}_{name}', '0x1000'))]
            yield file, ['-I' + d for d in include] + ['-IAutoGen', '-imacros', 'AutoGen/AutoGen.h', '-D__ASSEMBLER__',
                                                       '-march=armv8-a+rng', '-DMDE_CPU_AARCH64'] + values


def others():
    os.makedirs(os.path.join(ROOT, 'dav1d/build'), exist_ok=True)
    with open(os.path.join(ROOT, 'dav1d/build/config.h'), 'w') as header:
        header.write(''.join(f'#define {name}\n' for name in (
            'ARCH_AARCH64 1', 'ARCH_ARM 0', 'HAVE_ASM 1', 'HAVE_AS_FUNC 1', 'PRIVATE_PREFIX dav1d_', 'CONFIG_8BPC 1',
            'CONFIG_16BPC 1')))
    for file in assembly('kexec-tools/purgatory/arch/arm64'):
        yield file, ['-Ikexec-tools/purgatory/include', '-Ikexec-tools/include']
    for file in assembly('dav1d/src/arm/64'):
        yield file, ['-Idav1d', '-Idav1d/src', '-Idav1d/build']


commands = {'tf-a': lambda: tf_a(sys.argv[3:]), 'u-boot': u_boot, 'edk2': edk2, 'xen': lambda: kbuild().items(), 'others': others}[PROJECT]()
with open(os.path.join(ROOT, 'commands.tsv'), 'w') as to:
    for file, words in sorted(set((f, tuple(w)) for f, w in commands)):
        to.write('\t'.join((file,) + words) + '\n')
