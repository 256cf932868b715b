/** GNU as text: statements out of lines, and expression trees out of statements. Knows no directive and no section. */
@NullMarked
package relolens.analyzer.syntax;

import org.jspecify.annotations.NullMarked;
