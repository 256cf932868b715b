/** What there is to read: rules, cores, boards, profiles, system registers and operations, found by name. */
@NullMarked
package relolens.server.manual;

import org.jspecify.annotations.NullMarked;
