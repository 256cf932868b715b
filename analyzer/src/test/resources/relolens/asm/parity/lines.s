#--- file only
 .file 1 "x.c"
 nop
#--- loc unknown file
 .loc 4 1
 nop
#--- loc bad
 .file 1 "a.c"
 .loc 1 1 foo
#--- file redefined
 .file 1 "a.c"
 .file 1 "b.c"
#--- file missing name
 .file 1
#--- loc trailing
 .file 1 "a.c"
 nop
 .loc 1 1
