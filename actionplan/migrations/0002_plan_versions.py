import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FoundingItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='nummer')),
                ('kind', models.CharField(choices=[('critical_factor', 'Kritische succesfactor'), ('role', 'Rolverdeling'), ('forum', 'Lid van het POF'), ('core_group', 'Lid van de kerngroep')], max_length=16, verbose_name='soort')),
                ('text', models.TextField(verbose_name='tekst')),
                ('source', models.CharField(max_length=120, verbose_name='vindplaats')),
            ],
            options={
                'verbose_name': 'regel uit de visienota',
                'verbose_name_plural': 'regels uit de visienota',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='publieke code')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                ('number', models.PositiveSmallIntegerField(unique=True, verbose_name='stap')),
                ('short', models.CharField(max_length=120, verbose_name='kort')),
                ('timing', models.CharField(max_length=80, verbose_name='wanneer')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='vanaf')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='klaar tegen')),
                ('what', models.TextField(verbose_name='wat')),
                ('aim', models.TextField(blank=True, verbose_name='doelstelling')),
                ('funding', models.CharField(blank=True, max_length=160, verbose_name='financiering')),
                ('source', models.CharField(max_length=120, verbose_name='vindplaats')),
                ('state', models.CharField(choices=[('planned', 'Gepland'), ('reached', 'Bereikt'), ('dropped', 'Niet doorgegaan')], default='planned', max_length=10, verbose_name='status')),
            ],
            options={
                'verbose_name': 'mijlpaal',
                'verbose_name_plural': 'mijlpalen',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='publieke code')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                ('key', models.SlugField(max_length=20, unique=True, verbose_name='webnaam')),
                ('title', models.CharField(max_length=120, verbose_name='titel')),
                ('starts_on', models.DateField(verbose_name='geldt vanaf')),
                ('ends_on', models.DateField(verbose_name='geldt tot en met')),
                ('state', models.CharField(choices=[('draft', 'In voorbereiding'), ('current', 'Geldt nu'), ('closed', 'Afgesloten')], default='draft', max_length=10, verbose_name='status')),
            ],
            options={
                'verbose_name': 'versie van het actieplan',
                'verbose_name_plural': 'versies van het actieplan',
                'ordering': ['-starts_on', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='action',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now, verbose_name='gemaakt op'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='action',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='actionplan.action', verbose_name='volgt op'),
        ),
        migrations.AddField(
            model_name='action',
            name='note_text',
            field=models.TextField(blank=True, verbose_name='woorden in de visienota'),
        ),
        migrations.AddField(
            model_name='action',
            name='open_steps',
            field=models.CharField(blank=True, max_length=60, verbose_name='lege stappen in de nota'),
        ),
        migrations.AddField(
            model_name='action',
            name='public_id',
            field=models.UUIDField(editable=False, null=True, verbose_name='publieke code'),
        ),
        migrations.AddField(
            model_name='action',
            name='source',
            field=models.CharField(blank=True, max_length=120, verbose_name='vindplaats'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='goals',
            field=models.ManyToManyField(blank=True, related_name='indicators', to='actionplan.strategicgoal', verbose_name='strategische doelstellingen'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='note_text',
            field=models.TextField(blank=True, verbose_name='woorden in de visienota'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='source',
            field=models.CharField(blank=True, max_length=120, verbose_name='vindplaats'),
        ),
        migrations.AddField(
            model_name='operationalgoal',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='actionplan.operationalgoal', verbose_name='volgt op'),
        ),
        migrations.AddField(
            model_name='operationalgoal',
            name='note_text',
            field=models.TextField(blank=True, verbose_name='woorden in de visienota'),
        ),
        migrations.AddField(
            model_name='operationalgoal',
            name='source',
            field=models.CharField(blank=True, max_length=120, verbose_name='vindplaats'),
        ),
        migrations.AddField(
            model_name='strategicgoal',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='actionplan.strategicgoal', verbose_name='volgt op'),
        ),
        migrations.AddField(
            model_name='strategicgoal',
            name='note_text',
            field=models.TextField(blank=True, verbose_name='woorden in de visienota'),
        ),
        migrations.AddField(
            model_name='strategicgoal',
            name='source',
            field=models.CharField(blank=True, max_length=120, verbose_name='vindplaats'),
        ),
        migrations.AddField(
            model_name='successfactor',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='actionplan.successfactor', verbose_name='volgt op'),
        ),
        migrations.AddField(
            model_name='successfactor',
            name='note_text',
            field=models.TextField(blank=True, verbose_name='woorden in de visienota'),
        ),
        migrations.AddField(
            model_name='successfactor',
            name='source',
            field=models.CharField(blank=True, max_length=120, verbose_name='vindplaats'),
        ),
        migrations.AlterField(
            model_name='indicator',
            name='kind',
            field=models.CharField(choices=[('output', 'Outputindicator'), ('impact', 'Impactindicator'), ('own', 'Eigen indicator')], max_length=10, verbose_name='soort'),
        ),
        migrations.AlterField(
            model_name='operationalgoal',
            name='number',
            field=models.CharField(max_length=10, verbose_name='nummer'),
        ),
        migrations.AlterField(
            model_name='strategicgoal',
            name='number',
            field=models.CharField(max_length=10, verbose_name='nummer'),
        ),
        migrations.AlterField(
            model_name='successfactor',
            name='number',
            field=models.CharField(max_length=10, verbose_name='nummer'),
        ),
        migrations.AddConstraint(
            model_name='operationalgoal',
            constraint=models.UniqueConstraint(fields=('strategic_goal', 'number'), name='operational_goal_number_once', violation_error_message='Dit nummer bestaat al bij deze strategische doelstelling.'),
        ),
        migrations.AddField(
            model_name='foundingitem',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='actionplan.foundingitem', verbose_name='hoort onder'),
        ),
        migrations.AddField(
            model_name='foundingitem',
            name='strand',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='actionplan.strand', verbose_name='krachtlijn'),
        ),
        migrations.AddField(
            model_name='successfactor',
            name='critical_factor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='factors', to='actionplan.foundingitem', verbose_name='factor uit 5.1'),
        ),
        migrations.AddField(
            model_name='planversion',
            name='follows',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='actionplan.planversion', verbose_name='volgt op'),
        ),
        migrations.AddField(
            model_name='strategicgoal',
            name='version',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='actionplan.planversion', verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='successfactor',
            name='version',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='factors', to='actionplan.planversion', verbose_name='versie'),
        ),
        migrations.AddConstraint(
            model_name='strategicgoal',
            constraint=models.UniqueConstraint(fields=('version', 'number'), name='goal_number_once', violation_error_message='Dit nummer bestaat al in deze versie van het plan.'),
        ),
        migrations.AddConstraint(
            model_name='successfactor',
            constraint=models.UniqueConstraint(fields=('version', 'number'), name='factor_number_once', violation_error_message='Dit nummer bestaat al in deze versie van het plan.'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'current')), fields=('state',), name='plan_one_current', violation_error_message='Er geldt al een versie van het actieplan.'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='plan_order', violation_error_message='De laatste dag komt na de eerste dag.'),
        ),
    ]
